import { expect, test } from 'vitest';
import { partsOf } from '../../src/catalogue/command/parts.ts';
import { fill } from '../../src/catalogue/fill.ts';
import { catalogue } from '../../src/catalogue/index.ts';
import { hangStep, themeFor } from '../../src/report/reporters/human/layout.ts';

const look = themeFor({ columns: 40, unicode: true });
const steps = Object.entries(catalogue).flatMap(([id, { steps: all }]) =>
  (all as (string | { text: string })[]).map((step) => [id, typeof step === 'string' ? step : step.text] as const),
);

test('what is typed stands on a line of its own and is never broken', () => {
  const step =
    'Have the store take it: `sudo cp root.pem /usr/local/share/ca-certificates/root.crt` (Debian), or `sudo cp root.pem /etc/pki/ca-trust/source/anchors/`';
  expect(hangStep('  1. ', step, look)).toBe(
    [
      '  1. Have the store take it:',
      '       sudo cp root.pem /usr/local/share/ca-certificates/root.crt',
      '     (Debian), or',
      '       sudo cp root.pem /etc/pki/ca-trust/source/anchors/',
    ].join('\n'),
  );
});

test('no line begins with the comma or the full stop of a command above it, and what stands in brackets stays in them', () => {
  const step =
    'Add it: `COPY root.pem /usr/local/share/ca-certificates/root.crt`, then `RUN update-ca-certificates` (see `docker build --progress=plain --no-cache .`).';
  expect(hangStep('· ', step, themeFor({ columns: 90, unicode: true }))).toBe(
    [
      '· Add it:',
      '    COPY root.pem /usr/local/share/ca-certificates/root.crt',
      '  then `RUN update-ca-certificates` (see `docker build --progress=plain --no-cache .`).',
    ].join('\n'),
  );
  expect(hangStep('· ', 'Raise it: `ulimit -n 4096`.', look)).toBe('· Raise it:\n    ulimit -n 4096');
});

test('a few words in the middle of a sentence stay in it, in one piece', () => {
  expect(hangStep('· ', 'Set the clock right there, and look at `date -u` in both of them.', look)).toBe(
    ['· Set the clock right there, and look at', '  `date -u` in both of them.'].join('\n'),
  );
});

test('a value cannot open or close what is typed', () => {
  const step = fill('Look at it: `ls -l "{path}"`', { path: '/tmp/a`; rm -rf ~; `b' });
  expect(partsOf(step ?? '').map(({ isTyped }) => isTyped)).toEqual([false, true]);
});

test('a quotation that ends its own sentence ends ours', () => {
  const text = 'It says “{message}”. Look there.';
  expect(fill(text, { message: 'Slow down.' })).toBe('It says “Slow down.” Look there.');
  expect(fill(text, { message: 'Slow down' })).toBe('It says “Slow down”. Look there.');
});

test('the marks of the catalogue are in pairs, and no command is without them', () => {
  const prose = steps.map(([id, step]) => `${id}: ${partsOf(step).flatMap(({ text, isTyped }) => (isTyped ? [] : [text]))}`);
  expect(prose.filter((text) => text.includes('`'))).toEqual([]);
  const command =
    /(?:^|[:;,(] ?|then |or )(?:export \w+=|unset [A-Z{]|sudo [a-z]|curl -|openssl [sx]|dig @|getent |docker run -|pip install|npm install|\$env:|Remove-Item|Get-Net|Resolve-Dns|api-doctor check)/;
  expect(prose.filter((text) => command.test(text))).toEqual([]);
});
