import { isIP } from 'node:net';
import { shownWord, UsageError } from '../../model/usage-error.ts';

export interface ListenAddress {
  host: string;
  port: number;
}

/** Reads `127.0.0.1:9464`, `[::1]:9464`, or `9464`, which is on loopback. Throws `UsageError`. */
export function parseListen(text: string): ListenAddress {
  const [, host = '127.0.0.1', digits = ''] =
    /^(?:(?:\[([^\]]+)\]|([^:[\]]+)):)?(\d{1,5})$/.exec(text)?.slice(0, 4).filter(isGiven) ?? [];
  const [address, port] = digits === '' ? ['127.0.0.1', Number(host)] : [host, Number(digits)];
  const isSound = /^\d{1,5}$|:\d{1,5}$/.test(text) && port <= 65_535 && (isIP(address) > 0 || address === 'localhost');
  if (!isSound)
    throw new UsageError(
      `--listen: ${shownWord(text)} is not an address and a port. Write one such as 127.0.0.1:9464 or [::1]:9464.`,
    );
  return { host: address, port };
}

function isGiven(part: string | undefined): part is string {
  return part !== undefined;
}

/** Whether only programs on this machine reach it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
