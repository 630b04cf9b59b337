import { expect, test } from 'vitest';
import { startedAs } from '../../src/machine/started-as.ts';

const start = { cwd: '/home/me/app', path: '/usr/local/bin:/usr/bin', platform: 'linux' };

test.each([
  ['/home/me/app/node_modules/.bin/api-doctor', 'npx --no-install api-doctor'],
  ['/home/me/app/node_modules/api-doctor/bin/api-doctor.js', 'npx --no-install api-doctor'],
  ['/usr/local/bin/api-doctor', 'api-doctor'],
  ['/usr/local/lib/node_modules/api-doctor/bin/api-doctor.js', 'api-doctor'],
  ['/home/me/app/bin/api-doctor.js', 'node bin/api-doctor.js'],
  ['/opt/api-doctor/bin/api-doctor.js', 'node /opt/api-doctor/bin/api-doctor.js'],
  // Fetched by npx: its name alone could fetch something else.
  ['/home/me/.npm/_npx/0a1b/node_modules/.bin/api-doctor', 'node /home/me/.npm/_npx/0a1b/node_modules/.bin/api-doctor'],
  // Another project's, which npx would not find from here.
  ['/home/me/other/node_modules/.bin/api-doctor', 'node /home/me/other/node_modules/.bin/api-doctor'],
  ['', 'api-doctor'],
])('%s begins with %s', (script, words) => expect(startedAs({ ...start, script }).join(' ')).toBe(words));

test('Windows', () => {
  const windows = { cwd: 'C:\\app', path: '', platform: 'win32' };
  const of = (script: string) => startedAs({ ...windows, script }).join(' ');
  expect(of('C:\\app\\node_modules\\api-doctor\\bin\\api-doctor.js')).toBe('npx --no-install api-doctor');
  expect(of('C:\\Users\\me\\AppData\\Roaming\\npm\\node_modules\\api-doctor\\bin\\api-doctor.js')).toBe('api-doctor');
});
