import type { Transform } from 'node:stream';
import zlib from 'node:zlib';

/** How much of a body is kept after decompression: the longest real listing of models has some hundred kilobytes. */
export const DECODED_LIMIT = 4 * 1024 * 1024;

/** More codings than this on one body are an attack, not a habit. */
const MAX_CODINGS = 2;

/** Node has zstd from 22.15 and 23.8 on. */
type MayHaveZstd = { createZstdDecompress?: () => Transform };

const decoders: Record<string, (() => Transform) | undefined> = {
  gzip: zlib.createGunzip,
  'x-gzip': zlib.createGunzip,
  br: zlib.createBrotliDecompress,
  zstd: (zlib as MayHaveZstd).createZstdDecompress,
};

/** Undoes the codings of a body (RFC 9110 section 8.4) and stops at the limit, however small the bomb that swells to it. */
export async function decode(raw: Buffer, coding: string, rawIsCut: boolean): Promise<{ bytes: Buffer; cut: boolean }> {
  const codings = coding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  let bytes = raw;
  let cut = rawIsCut;
  for (const name of codings.slice(-MAX_CODINGS).reverse()) {
    const decoder = decoderFor(name, bytes);
    if (!decoder) break;
    ({ bytes, cut } = await inflate(decoder, bytes, cut));
  }
  return { bytes: bytes.subarray(0, DECODED_LIMIT), cut: cut || bytes.length > DECODED_LIMIT };
}

/** `deflate` means zlib by the standard and raw deflate by some servers: the first byte tells (RFC 1950 section 2.2). */
function decoderFor(name: string, bytes: Buffer): Transform | null {
  if (name === 'deflate') return ((bytes[0] ?? 0) & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw();
  return decoders[name]?.() ?? null;
}

async function inflate(decoder: Transform, raw: Buffer, cut: boolean): Promise<{ bytes: Buffer; cut: boolean }> {
  const parts: Buffer[] = [];
  let size = 0;
  decoder.end(raw);
  try {
    for await (const part of decoder) {
      parts.push(part);
      size += part.length;
      if (size > DECODED_LIMIT) return { bytes: Buffer.concat(parts), cut: true };
    }
  } catch (error) {
    // What was cut off is missing at the end of course; anything else is a broken body.
    if (!cut) throw error;
  } finally {
    decoder.destroy();
  }
  return { bytes: Buffer.concat(parts), cut };
}
