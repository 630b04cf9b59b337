import { join } from 'node:path';
import type { Io } from '../../../src/machine/io.ts';
import type { Report } from '../../../src/model/report.ts';
import { printedReport } from '../../support/schema.ts';
import { type DoctorResult, type Lab, root } from '../lab.ts';

/** A machine that no test runs on: what the tool is told of it, in place of what it would find. */
export interface Machine {
  platform: Io['platform'];
  runtime: Io['runtime'];
  shell?: Io['shell'];
  distribution?: Io['distribution'];
  answers?: Record<string, string>;
  env?: Record<string, string>;
}

export const WINDOWS_11 = { node: '22.21.0', openssl: '3.5.4', os: 'Windows_NT 10.0.26100' };
export const MACOS_26 = { node: '24.11.0', openssl: '3.5.4', os: 'Darwin 25.1.0' };

export const REG_USER = 'reg.exe query HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
export const REG_ALL = 'reg.exe query HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
export const REG_NRPT = 'reg.exe query HKLM\\SYSTEM\\CurrentControlSet\\Services\\Dnscache\\Parameters\\DnsPolicyConfig /s';
export const SCUTIL = 'scutil --proxy';
export const SCUTIL_DNS = 'scutil --dns';

/** Runs the tool in the client's namespace of a lab as it would run on that machine. */
export async function doctorOn(lab: Lab, machine: Machine, args: string[], env: Record<string, string>): Promise<DoctorResult> {
  const { env: own = {}, ...told } = machine;
  const variables = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: lab.folder, LANG: 'C.UTF-8', ...env, ...own };
  const assignments = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const script = join(root, 'test', 'lab', 'machines', 'simulate.js');
  const command = ['env', '-i', ...assignments, process.execPath, script, JSON.stringify(told), ...args];
  const done = await lab.client(command, { mayFail: true, limitMs: 45_000 });
  return { ...done, ms: 0, report: printedReport(done.stdout) as Report };
}

/** What a report says before its evidence, which differs from run to run. */
export function steady(text: string, lab: Lab): string {
  const [answer = ''] = text.replaceAll(lab.folder, '/lab').split(/^Evidence$/m);
  const untimed = answer
    .replace(/\b[\d.]+ m?s\b/g, 'N ms')
    .replace(/^( {2}you .*?)$/gm, (line) => line.replace(/(?<=\S) {2,}/g, '  '));
  return `${untimed.trimEnd()}\n`;
}
