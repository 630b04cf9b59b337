/** A decoded DNS message (RFC 1035 section 4); only the format is checked here. */
export interface Message {
  id: number;
  flags: number;
  questions: { name: string; type: number; class: number }[];
  answers: WireRecord[];
  authorities: WireRecord[];
  additionals: WireRecord[];
}

export interface WireRecord {
  name: string;
  type: number;
  class: number;
  ttl: number;
  /** Offset of its data, for compressed names. */
  start: number;
  data: Buffer;
}

export const TYPE = { A: 1, NS: 2, CNAME: 5, AAAA: 28, OPT: 41 } as const;
export const CLASS_IN = 1;
/** Header length in bytes. */
export const HEADER_BYTES = 12;

const MAX_NAME_BYTES = 255;
/** Maximum number of compression pointers: a name has at most 127 labels. */
const MAX_POINTERS = 127;

/** Decodes a message; null where it is truncated or a name is invalid. Bytes after the last record are ignored, as in C libraries. */
export function readMessage(bytes: Buffer): Message | null {
  const [id, flags, ...counts] = [0, 2, 4, 6, 8, 10].map((at) => bytes.readUInt16BE(at)) as [number, number, ...number[]];
  const [asked = 0, ...held] = counts;
  const reader: Reader = { bytes, at: HEADER_BYTES, sound: true };
  const questions = Array.from({ length: asked }, () => (reader.sound ? readQuestion(reader) : null));
  const [answers, authorities, additionals] = held.map((count) => readRecords(reader, count)) as [
    WireRecord[],
    WireRecord[],
    WireRecord[],
  ];
  if (!reader.sound) return null;
  return { id, flags, questions: questions.filter((question) => question !== null), answers, authorities, additionals };
}

interface Reader {
  bytes: Buffer;
  at: number;
  /** False after the first error; nothing is read after that. */
  sound: boolean;
}

function readQuestion(reader: Reader): Message['questions'][number] | null {
  const name = nextName(reader);
  const fixed = take(reader, 4);
  return fixed && { name, type: fixed.readUInt16BE(0), class: fixed.readUInt16BE(2) };
}

function readRecords(reader: Reader, count: number): WireRecord[] {
  const records: WireRecord[] = [];
  while (reader.sound && records.length < count) {
    const name = nextName(reader);
    const fixed = take(reader, 10);
    const start = reader.at;
    const data = fixed && take(reader, fixed.readUInt16BE(8));
    if (!fixed || !data) break;
    records.push({ name, type: fixed.readUInt16BE(0), class: fixed.readUInt16BE(2), ttl: fixed.readUInt32BE(4), start, data });
  }
  return records;
}

function nextName(reader: Reader): string {
  const found = reader.sound ? readName(reader.bytes, reader.at) : null;
  if (found) reader.at = found.end;
  else reader.sound = false;
  return found?.name ?? '';
}

function take(reader: Reader, length: number): Buffer | null {
  const end = reader.at + length;
  if (!reader.sound || end > reader.bytes.length) reader.sound = false;
  if (!reader.sound) return null;
  const taken = reader.bytes.subarray(reader.at, end);
  reader.at = end;
  return taken;
}

/** The name at an offset and its end; null where it is invalid. Pointers go only backwards, so that there is no loop. */
export function readName(bytes: Buffer, from: number): { name: string; end: number } | null {
  const labels: string[] = [];
  let [at, earliest, end, length, pointers] = [from, from, -1, 1, 0];
  for (let size = bytes[at]; size !== 0; size = bytes[at]) {
    if (size === undefined) return null;
    if (size >= 0xc0) {
      const next = ((size & 0x3f) << 8) | (bytes[at + 1] ?? 0xff);
      if (at + 1 >= bytes.length || next >= earliest || ++pointers > MAX_POINTERS) return null;
      if (end < 0) end = at + 2;
      at = earliest = next;
      continue;
    }
    length += size + 1;
    if (size > 63 || length > MAX_NAME_BYTES || at + 1 + size > bytes.length) return null;
    labels.push(labelText(bytes.subarray(at + 1, at + 1 + size)));
    at += 1 + size;
  }
  return { name: labels.join('.'), end: end < 0 ? at + 1 : end };
}

/** Dots inside of a label and bytes that cannot be printed are written as zone files have them (RFC 1035 section 5.1). */
function labelText(label: Buffer): string {
  const text = label.toString('latin1');
  return text.replace(/[^!-~]|[.\\]/g, (character) =>
    /[.\\]/.test(character) ? `\\${character}` : `\\${String(character.charCodeAt(0)).padStart(3, '0')}`,
  );
}

/** Encodes a name. Throws for an invalid one. */
export function nameBytes(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from(label));
  const sized = labels.flatMap((label) => [Buffer.from([label.length & 0xff]), label]);
  const bytes = Buffer.concat([...sized, Buffer.from([0])]);
  if (bytes.length > MAX_NAME_BYTES || labels.some(({ length }) => length === 0 || length > 63))
    throw new Error('the name breaks the length rules of RFC 1035');
  return bytes;
}
