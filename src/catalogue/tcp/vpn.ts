import type { Step } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { isPrivate } from '../../net/dns/address-kind.ts';
import { connectFacts } from './attempts.ts';

/** Interfaces of VPN programs, by the names that they have on Linux, macOS, and Windows. Those of bridges and of virtual machines are none. */
const VPN =
  /^(?:utun|tun|tap|wg|ppp|ipsec|gpd|cscotun|nordlynx|proton|mullvad|tailscale)\w{0,20}$|\b(?:VPN|WireGuard|Tailscale|WARP|NordLynx|AnyConnect|GlobalProtect|PANGP|Fortinet|Zscaler|TAP-Windows|Wintun)\b/i;

/** For a public host: the VPN that is connected on this machine is the first thing to leave out. */
export const WITHOUT_VPN: Step[] = [
  {
    text: 'A VPN is connected on this machine ({vpnDevice}). Disconnect it and try again. If {vpnHost} works then, exclude it from the VPN (split tunneling), or choose another exit.',
    first: true,
  },
];

/** The VPN that is up on this machine, for a host outside its networks; its interface has an address of its own. */
export function vpnValues(c: DiagnosisInput): Record<string, string> {
  const host = c.target.url?.isPublicApi ? c.target.url.host : null;
  const facts = connectFacts(c);
  const device = facts?.interfaces?.find(({ name, families }) => families.length > 0 && VPN.test(name))?.name;
  if (!host || !facts || !device || facts.attempts.every(({ address }) => isPrivate(address))) return {};
  return { vpnDevice: device, vpnHost: host };
}
