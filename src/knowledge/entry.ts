import type { Step } from '../model/finding.ts';
import type { Layer } from '../model/layers.ts';

/** The id of a finding. The catalogue is above this directory in the order of imports; a test checks that every id here exists there. */
export type FindingName = `${Layer}/${string}`;

/**
 * Steps that fix a finding where this product takes part, most likely first. Texts are filled as the catalogue's are; a step whose
 * placeholder has no value is left out.
 */
export type Steps = Partial<Record<FindingName, [string | Step, ...(string | Step)[]]>>;

/** What every entry of the three books begins with. */
export interface KnownProduct {
  /** Lower case with hyphens; also what `explain` takes. */
  id: string;
  name: string;
  /** Other names that people use for it, for `explain`. */
  aliases?: string[];
  /** How it is known; one mark that holds is enough. */
  recognition: [Mark, ...Mark[]];
  steps?: Steps;
  /** What is worth knowing besides, one sentence each; for the product's page in `explain`. */
  notes?: string[];
}

/** What the conditions of a mark are met by. Header names are lower case. */
interface Conditions {
  /** The host of the base URL. */
  host: RegExp;
  port: number;
  /** The path of the base URL. */
  path: RegExp;
  /** Of one answer: its status, headers and the first part of its body have to be met by the same answer. */
  status: number[];
  headers: [name: string, value: RegExp][];
  body: RegExp;
  /** A CNAME in the resolution of the host's address. */
  alias: RegExp;
  /** An address that the host's name leads to. */
  address: RegExp;
  /** Subject or issuer of a certificate of the chain, as `O=Example, CN=Example CA`. */
  issuer: RegExp;
  /** An environment variable that is set, and what it holds. */
  variable: [name: string, value: RegExp];
  /** The text of a proxy's answer to CONNECT: reason phrase, title and body, and `name: value` of its headers. */
  reply: RegExp;
  /** A program or package found on this machine, as `openai 2.54.0` or `curl`. */
  installed: RegExp;
  /** A passage of a log. */
  log: RegExp;
}

/** One way to know a product. All the conditions that it names have to hold together. */
export type Mark = AtLeastOne<Conditions> & {
  /** `likely` where another product could show the same. */
  certainty: 'proved' | 'likely';
  /** Where it is known from: a file of the product's source, a page of its documentation, an issue. */
  source: string;
};

type AtLeastOne<T> = Partial<T> & { [K in keyof T]: Pick<T, K> }[keyof T];
