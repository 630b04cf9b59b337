import { isIP } from 'node:net';
import { type Answer, type DecodedPacket, decode, encode } from 'dns-packet';

/** One question as it goes onto the wire. */
export interface Question {
  name: string;
  type: 'A' | 'AAAA';
  /** With EDNS0 (RFC 6891), which a server needs before it may say more about a failure (RFC 8914). Applications ask without. */
  edns: boolean;
  /** Sets the CD bit (RFC 4035 section 3.2.2): the resolver answers although it could not validate. */
  unchecked: boolean;
}

/** What a sound answer says. */
export interface Reply {
  rcode: string;
  addresses: string[];
  cnames: string[];
  extended: { code: number; text: string }[];
  truncated: boolean;
  /** The server names others to ask instead of looking the name up: it does not work for clients. */
  referral: boolean;
}

/** A message is a reply to the question, or what is unsound about it in a few words. */
export type Reading = { reply: Reply } | { unsound: string };

/** No honest answer to an address question comes near these; a hostile one may hold 65,535 of each. */
const MAX_RECORDS = 4096;
const MAX_ADDRESSES = 64;
const MAX_CNAMES = 32;
const MAX_TEXT = 200;

/** What the client offers to take over UDP: fits every path without fragments (the DNS flag day of 2020). */
const UDP_PAYLOAD = 1232;
const RECURSION_DESIRED = 0x0100;
const CHECKING_DISABLED = 0x0010;
const EXTENDED_ERROR = 15;

/** The bytes of a question. Throws for a name that no message can hold. */
export function encodeQuestion(question: Question, id: number): Buffer {
  const { name, type, edns, unchecked } = question;
  const tooLong = name.split('.').some((label) => label.length === 0 || label.length > 63) || name.length > 253;
  if (tooLong) throw new Error('the name breaks the length rules of RFC 1035');
  return encode({
    type: 'query',
    id,
    flags: RECURSION_DESIRED | (unchecked ? CHECKING_DISABLED : 0),
    questions: [{ name, type, class: 'IN' }],
    ...(edns ? { additionals: [optRecord()] } : {}),
  });
}

function optRecord(): Answer {
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: UDP_PAYLOAD,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
  };
}

/** Reads a message as the reply to a question. Never throws, whatever the bytes are. */
export function readReply(message: Buffer, question: Question, id: number): Reading {
  if (message.length < 12) return { unsound: `${message.length} bytes, which is shorter than a DNS header` };
  if (message.readUInt16BE(0) !== id) return { unsound: 'another id than the question' };
  if ((message.readUInt8(2) & 0x80) === 0) return { unsound: 'a question instead of an answer' };
  const records = [4, 6, 8, 10].reduce((sum, offset) => sum + message.readUInt16BE(offset), 0);
  if (records > MAX_RECORDS) return { unsound: `a header that claims ${records} records` };
  try {
    return readPacket(decode(message), question);
  } catch {
    return { unsound: 'bytes that are no DNS message' };
  }
}

function readPacket(packet: DecodedPacket, question: Question): Reading {
  const asked = packet.questions ?? [];
  const [echoed] = asked;
  // Some servers leave the question out of an error; a C library takes that too.
  if (echoed && !(asked.length === 1 && sameName(echoed.name, question.name) && echoed.type === question.type)) {
    return { unsound: 'the answer to another question' };
  }
  const answers = packet.answers ?? [];
  const { addresses, cnames } = follow(answers, question);
  if (addresses.some((address) => isIP(address) === 0)) return { unsound: 'an address record of the wrong length' };
  return {
    reply: {
      rcode: rcodeOf(packet),
      addresses,
      cnames,
      extended: extendedErrors(packet.additionals ?? []),
      truncated: packet.flag_tc,
      referral:
        !packet.flag_ra && !packet.flag_aa && answers.length === 0 && (packet.authorities ?? []).some((r) => r.type === 'NS'),
    },
  };
}

/** `decode` gives the code's name, although the published types leave it out. */
function rcodeOf(packet: DecodedPacket): string {
  return (packet as DecodedPacket & { rcode: string }).rcode;
}

/** Walks from the question's name along the aliases. A loop ends where a name comes back, a long chain at the limit. */
function follow(answers: Answer[], question: Question): { addresses: string[]; cnames: string[] } {
  const cnames: string[] = [];
  let name = question.name;
  while (cnames.length < MAX_CNAMES) {
    const alias = answers.find((record) => record.type === 'CNAME' && sameName(record.name, name));
    if (alias?.type !== 'CNAME') break;
    const known = [question.name, ...cnames].some((seen) => sameName(seen, alias.data));
    cnames.push(alias.data);
    if (known) break;
    name = alias.data;
  }
  const addresses = answers.flatMap((record) =>
    record.type === question.type && sameName(record.name, name) ? [record.data] : [],
  );
  return { addresses: addresses.slice(0, MAX_ADDRESSES), cnames };
}

function extendedErrors(additionals: Answer[]): Reply['extended'] {
  const options = additionals.flatMap((record) => (record.type === 'OPT' ? record.options : []));
  return options
    .filter((option) => Number(option.code) === EXTENDED_ERROR && 'data' in option && Buffer.isBuffer(option.data))
    .map((option) => (option as { data: Buffer }).data)
    .filter((data) => data.length >= 2)
    .slice(0, 8)
    .map((data) => ({ code: data.readUInt16BE(0), text: data.toString('utf8', 2, 2 + MAX_TEXT) }));
}

function sameName(one: string, other: string): boolean {
  const bare = (name: string) => name.toLowerCase().replace(/\.$/, '');
  return bare(one) === bare(other);
}
