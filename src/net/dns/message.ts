import ipaddr from 'ipaddr.js';
import { follow, sameName } from './aliases.ts';
import type { Question } from './question.ts';
import { CLASS_IN, HEADER_BYTES, type Message, nameBytes, readMessage, readName, TYPE, type WireRecord } from './wire.ts';

/** The content of a valid response. */
export interface Reply {
  rcode: string;
  addresses: string[];
  cnames: string[];
  extended: { code: number; text: string }[];
  truncated: boolean;
  /** The server refers to others instead of resolving the name: it offers no recursion. */
  referral: boolean;
}

/** A message is a reply to the query, or what is invalid about it. */
export type Reading = { reply: Reply } | { unsound: string };

/** Real responses to address queries stay far below these; a hostile one may contain 65,535 of each. */
const MAX_RECORDS = 4096;
const MAX_ADDRESSES = 64;
/** Of a message's text; what is shown of it is cut when its secrets are masked. */
const MAX_TEXT = 4_096;
const MAX_EXTENDED = 8;

/** EDNS payload size in bytes that needs no fragmentation (DNS flag day 2020). */
const UDP_PAYLOAD = 1232;
const FLAG = { response: 0x8000, authoritative: 0x0400, truncated: 0x0200, wanted: 0x0100, offered: 0x0080, unchecked: 0x0010 };
const EXTENDED_ERROR = 15;
const RCODES = 'NOERROR FORMERR SERVFAIL NXDOMAIN NOTIMP REFUSED YXDOMAIN YXRRSET NXRRSET NOTAUTH NOTZONE'.split(' ');

/** Encodes a query. Throws for a name that no message can contain. */
export function encodeQuestion(question: Question, id: number): Buffer {
  const { name, type, edns, unchecked } = question;
  const header = words(id, FLAG.wanted | (unchecked ? FLAG.unchecked : 0), 1, 0, 0, edns ? 1 : 0);
  const extension = edns ? [Buffer.from([0]), words(TYPE.OPT, UDP_PAYLOAD, 0, 0, 0)] : [];
  return Buffer.concat([header, nameBytes(name), words(TYPE[type], CLASS_IN), ...extension]);
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) bytes.writeUInt16BE(value, at * 2);
  return bytes;
}

/** Decodes a message as the reply to an encoded query. Never throws, whatever the bytes are. */
export function readReply(bytes: Buffer, asked: Question, id: number): Reading {
  if (bytes.length < HEADER_BYTES) return { unsound: `${bytes.length} bytes, which is shorter than a DNS header` };
  if (bytes.readUInt16BE(0) !== id) return { unsound: 'a response with another message ID' };
  if ((bytes.readUInt16BE(2) & FLAG.response) === 0) return { unsound: 'a query instead of a response' };
  const records = [4, 6, 8, 10].reduce((sum, offset) => sum + bytes.readUInt16BE(offset), 0);
  if (records > MAX_RECORDS) return { unsound: `a header that claims ${records} records` };
  const message = readMessage(bytes);
  const question = { ...asked, name: asWritten(asked.name) };
  if (!message) return { unsound: 'a malformed DNS message' };
  const flaw = flawOf(message, question);
  return flaw ? { unsound: flaw } : readAnswers(bytes, message, question);
}

/** A name in the form in which names are decoded. */
function asWritten(name: string): string {
  return readName(nameBytes(name), 0)?.name ?? name;
}

/** Why a C library would not accept the message as the response to the query. */
function flawOf({ flags, questions, answers }: Message, question: Question): string | null {
  const [echoed] = questions;
  // Some servers omit the question in an error; glibc accepts that, but no address without one (res_send.c).
  if (!echoed) return rcodeNumber(flags) === 0 ? 'a response without the question' : null;
  const same = sameName(echoed.name, question.name) && echoed.type === TYPE[question.type] && echoed.class === CLASS_IN;
  if (questions.length !== 1 || !same) return 'the response to another query';
  const strange = answers.length > 0 && !answers.some(({ name }) => sameName(name, question.name));
  return strange ? 'only records of other names' : null;
}

function readAnswers(bytes: Buffer, message: Message, question: Question): Reading {
  const { flags, answers, authorities, additionals } = message;
  const path = follow(bytes, answers, question);
  if (!path) return { unsound: 'a CNAME that is not a valid name' };
  const { records, cnames, late } = path;
  const length = question.type === 'A' ? 4 : 16;
  if (records.some(({ data }) => data.length !== length)) return { unsound: 'an address record of the wrong length' };
  if (late) return { unsound: 'its CNAME records after the addresses, an order that C libraries ignore' };
  const offered = (flags & (FLAG.offered | FLAG.authoritative)) !== 0;
  return {
    reply: {
      rcode: rcodeOf(flags, additionals),
      addresses: [...new Set(records.map(({ data }) => ipaddr.fromByteArray([...data]).toString()))].slice(0, MAX_ADDRESSES),
      cnames,
      extended: extendedErrors(additionals),
      truncated: (flags & FLAG.truncated) !== 0,
      referral: !offered && answers.length === 0 && authorities.some(({ type }) => type === TYPE.NS),
    },
  };
}

function rcodeNumber(flags: number): number {
  return flags & 0xf;
}

/** The OPT record contains the upper bits of the code (RFC 6891 section 6.1.3). */
function rcodeOf(flags: number, additionals: WireRecord[]): string {
  const upper = (additionals.find(({ type }) => type === TYPE.OPT)?.ttl ?? 0) >>> 24;
  const code = (upper << 4) | rcodeNumber(flags);
  return RCODES[code] ?? (code === 16 ? 'BADVERS' : `RCODE${code}`);
}

function extendedErrors(additionals: WireRecord[]): Reply['extended'] {
  const found: Reply['extended'] = [];
  for (const { data } of additionals.filter(({ type }) => type === TYPE.OPT)) {
    for (let at = 0; at + 4 <= data.length && found.length < MAX_EXTENDED; at += 4 + data.readUInt16BE(at + 2)) {
      const value = data.subarray(at + 4, at + 4 + data.readUInt16BE(at + 2));
      if (data.readUInt16BE(at) !== EXTENDED_ERROR || value.length < 2) continue;
      found.push({ code: value.readUInt16BE(0), text: value.toString('utf8', 2, 2 + MAX_TEXT) });
    }
  }
  return found;
}
