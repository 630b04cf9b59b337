import type { EnvFileDifference, EnvFileEffect, EnvFileReader } from '../../model/facts/env-file.ts';
import type { Evidence } from '../../model/finding.ts';
import type { DiagnosisInput } from '../../model/observation.ts';
import { factsOf } from '../seen.ts';

/** What a reader does, as the end of a sentence whose subject is the reader or several of them. */
const EFFECTS: Record<EnvFileEffect, [one: string, several: string]> = {
  'keeps-quotes': ['keeps the quotes as part of the value', 'keep the quotes as part of the value'],
  'keeps-comment': ['keeps # and what follows as part of the value', 'keep # and what follows as part of the value'],
  'keeps-spaces': ['keeps the spaces around the value', 'keep the spaces around the value'],
  'keeps-carriage-return': [
    'that reads the file as commands keeps a carriage return at the end of each value',
    'that read the file as commands keep a carriage return at the end of each value',
  ],
  'keeps-byte-order-mark': [
    'takes the byte order mark for a part of the name, so the variable is not set',
    'take the byte order mark for a part of the name, so the variable is not set',
  ],
  'refuses-file': ['refuses the whole file', 'refuse the whole file'],
  'ignores-line': ['ignores the line', 'ignore the line'],
  'reads-line': ['reads the line, which Node.js ignores', 'read the line, which Node.js ignores'],
  'replaces-reference': ['replaces a reference such as $NAME in braces', 'replace a reference such as $NAME in braces'],
  'reads-escapes': ['reads the backslash in another way', 'read the backslash in another way'],
  'cuts-value': ['reads another value', 'read another value'],
};

/** Docker is used by some; Node.js and Python libraries are what an env file is written for. */
const OF_SOME: EnvFileReader[] = ['Docker', 'a shell'];

/** What is not about one line. */
const OF_FILES: EnvFileEffect[] = ['keeps-byte-order-mark', 'keeps-carriage-return'];

/** Lines of the file named by `--env-file` that programs take differently: what works here may fail there. */
export function envFileDiffers(c: DiagnosisInput): Evidence | null {
  const differences = factsOf(c, 'config/places')?.envFileDifferences ?? [];
  const [first] = differences;
  if (!first) return null;
  const isMark = differences.some(({ effect }) => effect === 'keeps-byte-order-mark');
  const returns = differences.find(({ effect }) => effect === 'keeps-carriage-return');
  const line = differences.find(({ effect }) => !OF_FILES.includes(effect));
  const isUsual = differences.some(({ readers }) => readers.some((reader) => !OF_SOME.includes(reader)));
  return {
    details: differences.map((one) => `${one.path} line ${one.line} sets ${one.name}, and ${sentence(one)}`),
    probeIds: ['config/places'],
    severity: isUsual ? 'warning' : 'info',
    templateValues: {
      envFile: first.path,
      differs: `Line ${first.line} sets ${first.name}, and ${sentence(first)}.`,
      ...(isMark ? { markedFile: first.path } : {}),
      ...(returns ? { returnsFile: returns.path } : {}),
      ...(line ? { plainVariable: line.name } : {}),
    },
  };
}

function sentence({ readers, effect }: EnvFileDifference): string {
  const [one, several] = EFFECTS[effect];
  const [last, ...others] = readers.toReversed();
  return others.length === 0 ? `${last} ${one}` : `${others.toReversed().join(', ')} and ${last} ${several}`;
}
