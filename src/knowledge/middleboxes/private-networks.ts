import type { MiddleboxEntry } from './entry.ts';

/** What leads to a private endpoint is DNS and the network, never the key. */
const PRIVATE_DNS: [string, ...string[]] = [
  'Link the private DNS zone privatelink.openai.azure.com to the network of this machine, or have its resolver forward that zone to Azure (168.63.129.16), so that {host} leads to the private endpoint.',
  'Or call it from a network that is allowed: on the Azure resource see Networking, Firewalls and virtual networks.',
];

/** Services that put an API into a private network. */
export const privateNetworks: MiddleboxEntry[] = [
  {
    id: 'azure-private-link',
    name: 'Azure Private Link',
    aliases: ['azure-private-endpoint'],
    kind: 'load balancer',
    recognition: [
      {
        alias: /\.privatelink\.(?:openai|cognitiveservices)\.azure\.com\.?$/i,
        certainty: 'proved',
        source: 'Microsoft Learn, Azure Private Endpoint private DNS zone values',
      },
      {
        status: [403],
        body: /Public access is disabled\. Please configure private endpoint/i,
        certainty: 'proved',
        source: 'Microsoft Learn, Azure AI services: virtual networks; refusals quoted in public issue trackers',
      },
    ],
    steps: {
      'dns/nxdomain': PRIVATE_DNS,
      'dns/no-address': PRIVATE_DNS,
      'dns/private-address': PRIVATE_DNS,
      'tcp/timeout': PRIVATE_DNS,
      'auth/permission-denied': PRIVATE_DNS,
      'auth/ip-not-allowed': PRIVATE_DNS,
    },
    source: 'Microsoft Learn, configure virtual networks for Azure AI services',
  },
  {
    id: 'aws-privatelink',
    name: 'AWS PrivateLink',
    aliases: ['vpc-endpoint'],
    kind: 'load balancer',
    recognition: [
      { host: /\.vpce\.amazonaws\.com$/i, certainty: 'proved', source: 'AWS PrivateLink Guide, interface endpoints' },
      { alias: /\.vpce\.amazonaws\.com\.?$/i, certainty: 'proved', source: 'AWS PrivateLink Guide, interface endpoints' },
    ],
    steps: {
      'tcp/timeout': [
        'Allow port {port} from this machine in the security group of the VPC endpoint, and call it from inside the VPC or a network that is routed to it.',
      ],
      'dns/private-address': [
        'The name leads to a VPC endpoint: only a network that is routed to the VPC reaches it. Private DNS of the endpoint can be disabled.',
      ],
    },
    source: 'AWS PrivateLink Guide, access AWS services through interface endpoints',
  },
];
