import { type Message, messagesOf } from './message.ts';

/** What resolvers say, and the clients that bring their own. */
export const resolvers: Message[] = [
  // https://sourceware.org/git/?p=glibc.git;a=blob;f=sysdeps/posix/gai_strerror-strs.h and https://git.musl-libc.org/cgit/musl/tree/src/network/gai_strerror.c
  ...messagesOf('C libraries', '', [
    ['Non-recoverable failure in name resolution', 'dns/servfail'],
    ['address information: Non-recoverable error', 'dns/servfail', 'failed to lookup address information: Non-recoverable error'],
    ['Name has no usable address', 'dns/no-address'],
  ]),
  // https://github.com/c-ares/c-ares/blob/main/src/lib/ares_strerror.c
  ...messagesOf('c-ares', '1', [
    ['DNS server claims query was misformatted', 'dns/malformed'],
    ['DNS server does not implement requested operation', 'dns/malformed'],
    ['Misformatted domain name', 'config/base-url-invalid'],
    ['Misformatted DNS reply', 'dns/malformed'],
  ]),
  // https://github.com/golang/go/blob/master/src/net/dnsclient_unix.go
  ...messagesOf("Go's resolver", '1.18 to 1.25', [
    [':53: cannot unmarshal DNS message', 'dns/malformed', 'lookup api.example on 10.0.0.53:53: cannot unmarshal DNS message'],
    ['lookup <host>: device or resource busy', 'dns/temporary-failure', 'dial tcp: lookup api.example: device or resource busy'],
    ['lookup <host>: i/o timeout', 'dns/timeout', 'dial tcp: lookup api.example: i/o timeout'],
    [
      ':53: read: no route to host',
      'dns/no-resolver',
      'lookup api.example on 10.0.0.53:53: read udp 10.0.0.2:37286->10.0.0.53:53: read: no route to host',
    ],
    [
      ':53: connect: no route to host',
      'dns/no-resolver',
      'lookup api.example on 10.0.0.53:53: dial udp 10.0.0.53:53: connect: no route to host',
    ],
  ]),
  // https://github.com/hickory-dns/hickory-dns/blob/main/crates/proto/src/error.rs
  ...messagesOf('hickory-resolver (Rust)', '0.24 and 0.25', [
    [
      'no record<...> found for Query { name',
      'dns/nxdomain',
      'dns error: no records found for Query { name: Name("api.example."), query_type: A, query_class: IN }',
    ],
    ['dns error: request timed out', 'dns/timeout'],
    ['dns error: no connections available', 'dns/no-resolver'],
  ]),
  // https://github.com/netty/netty/blob/4.2/resolver-dns/src/main/java/io/netty/resolver/dns/DnsErrorCauseException.java
  ...messagesOf('Netty', '4.1 and 4.2', [
    ['Query failed with SERVFAIL', 'dns/servfail'],
    ['Query failed with REFUSED', 'dns/refused'],
    ['Query failed with NXDOMAIN', 'dns/nxdomain'],
    ['Query failed with FORMERR', 'dns/malformed'],
    ['Query failed with NOTIMP', 'dns/malformed'],
  ]),
  // https://gitlab.isc.org/isc-projects/bind9/-/blob/main/bin/dig/nslookup.c
  ...messagesOf('nslookup and host', '9', [
    ["server can't find <host>: REFUSED", 'dns/refused', "** server can't find api.example: REFUSED"],
    ['not found: 2(SERVFAIL)', 'dns/servfail', 'Host api.example not found: 2(SERVFAIL)'],
    ['not found: 5(REFUSED)', 'dns/refused', 'Host api.example not found: 5(REFUSED)'],
  ]),
  // https://github.com/systemd/systemd/blob/main/src/resolve/resolved-bus.c
  ...messagesOf('systemd-resolved', '245 to 258', [
    ["resolve call failed: '<host>' not found", 'dns/nxdomain', "api.example: resolve call failed: 'api.example' not found"],
    ['All attempts to contact name servers or networks failed', 'dns/timeout'],
    ['DNSSEC validation failed', 'dns/servfail', 'resolve call failed: DNSSEC validation failed: no-signature'],
    ['No appropriate name servers or networks for name found', 'dns/no-resolver'],
    [
      'does not have any RR of the requested type',
      'dns/no-address',
      "resolve call failed: Name 'api.example' does not have any RR of the requested type",
    ],
  ]),
  // https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h
  ...messagesOf('Chromium', '', [
    ['ERR_DNS_TIMED_OUT', 'dns/timeout', 'net::ERR_DNS_TIMED_OUT'],
    ['ERR_DNS_SERVER_FAILED', 'dns/servfail', 'net::ERR_DNS_SERVER_FAILED'],
    ['ERR_DNS_MALFORMED_RESPONSE', 'dns/malformed', 'net::ERR_DNS_MALFORMED_RESPONSE'],
    ['ERR_NAME_RESOLUTION_FAILED', 'dns/temporary-failure', 'net::ERR_NAME_RESOLUTION_FAILED'],
  ]),
];
