import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { openmetrics } from '../../src/report/reporters/openmetrics/openmetrics.ts';
import { needs } from '../lab/needs.ts';
import { report, reports, row, sound } from '../support/reports.ts';

/** What promtool says of a text of metrics. */
function lint(text: string): Promise<{ status: number | null; said: string }> {
  const child = spawn('promtool', ['check', 'metrics']);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (said += piece));
  child.stdin.end(text);
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, said })));
}

const chain = [{ notAfter: '2027-01-31T00:00:00Z' }];
const full = report({
  probes: [...sound.slice(0, 3), { ...row('tls/handshake', 'pass', 'TLSv1.3 in 20 ms'), facts: { chain } }, ...sound.slice(4)],
  ticket: {
    ...report({}).ticket,
    response: {
      status: 200,
      headers: {
        date: 'Sun, 22 Nov 2026 08:58:00 GMT',
        'x-ratelimit-limit-requests': '500',
        'x-ratelimit-remaining-requests': '499',
        'x-ratelimit-remaining-tokens': 'NaN',
      },
    },
  },
});

needs('promtool')('metrics of a report', () => {
  test.each(Object.entries(reports))('promtool has nothing to say of %s', async (_, content) => {
    expect(await lint(openmetrics(content as Report))).toEqual({ status: 0, said: '' });
  });

  test('promtool would complain of what is wrong', async () => {
    expect((await lint(`${openmetrics(full).replace('# EOF\n', '')}bad metric 1\n`)).status).not.toBe(0);
  });

  test('they hold what a report knows, in base units', async () => {
    const text = openmetrics(full);
    const at = 'target="api.openai.com:443"';
    for (const line of [
      `api_doctor_last_run_timestamp_seconds{${at}} ${Date.parse('2026-11-22T10:00:00+01:00') / 1000}`,
      `api_doctor_run_duration_seconds{${at}} 0.412`,
      `api_doctor_exit_status{${at}} 0`,
      `api_doctor_verdict{${at},verdict="healthy"} 1`,
      `api_doctor_layer_duration_seconds{${at},layer="tcp"} 0.009`,
      `api_doctor_certificate_expiry_timestamp_seconds{${at}} ${Date.parse('2027-01-31T00:00:00Z') / 1000}`,
      `api_doctor_rate_limit_remaining{${at},kind="requests"} 499`,
      `api_doctor_clock_offset_seconds{${at}} 120`,
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).not.toMatch(/NaN|sk-proj/);
    expect((await lint(text)).said).toBe('');
    expect(openmetrics(reports.tls as Report)).toContain(
      `api_doctor_finding{${at},finding="tls/expired",severity="error",root_cause="true"} 1`,
    );
  });
});
