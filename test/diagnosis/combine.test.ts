import { describe, expect, it } from 'vitest';
import { combined } from '../../src/diagnosis/combine.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Severity } from '../../src/model/layers.ts';
import type { Report } from '../../src/model/report.ts';

const finding = (id: string, severity: Severity = 'error'): Finding => ({
  id,
  severity,
  title: id,
  explanation: `What ${id} means.`,
  evidence: [`seen: ${id}`],
  steps: ['Look again: `api-doctor check --base-url https://api.example/v1`', 'Mend it.'],
  apiError: null,
  httpStatus: null,
  pythonType: null,
  causes: [],
  docs: '',
});

const report = (...findings: Finding[]): Report =>
  ({ findings, verdict: 'healthy', rootCause: null, target: { host: 'api.example' }, probes: [] }) as unknown as Report;

describe('the report of a command that failed', () => {
  it('is none where neither its output nor a check shows a failed call', () => {
    expect(combined(report(), report(finding('proxy/bypassed', 'warning')))).toBeNull();
  });

  it('is none where only the settings are incomplete, and the output says nothing of the API', () => {
    expect(combined(report(), report(finding('config/key-missing')))).toBeNull();
  });

  it('names the network where the output says nothing and the check finds it', () => {
    const found = combined(report(), report(finding('dns/nxdomain')));
    expect(found?.rootCause).toBe('dns/nxdomain');
    expect(found?.findings[0]?.explanation).toContain('no failed API call');
  });

  it('joins the evidence of both where they agree', () => {
    const found = combined(report(finding('tls/expired')), report(finding('tls/expired')));
    expect(found?.findings.map(({ id, evidence }) => [id, evidence])).toEqual([
      ['tls/expired', ['seen: tls/expired', 'seen: tls/expired']],
    ]);
  });

  it.each([
    ['tls/verification-failed', 'tls/interception'],
    ['client/inconclusive', 'tcp/refused'],
    ['dns/temporary-failure', 'dns/no-resolver'],
    ['http/closed', 'tls/reset'],
    ['auth/incorrect-key', 'config/key-shadowed'],
  ])('takes the check for the cause of a general %s', (printed, now) => {
    const log = report(finding(printed, printed === 'client/inconclusive' ? 'info' : 'error'));
    const found = combined(log, report(finding(now)));
    expect(found?.rootCause).toBe(now);
    expect(found?.findings[0]?.evidence).toEqual([`seen: ${printed}`, `seen: ${now}`]);
  });

  it('repeats no command that sends the key where the output names no host', () => {
    const curl = 'Repeat the request: `curl -sS https://api.example/v1/models -H "Authorization: Bearer $OPENAI_API_KEY"`';
    const printed = { ...finding('server/overloaded'), steps: [curl, 'Wait.'] };
    expect(combined(report(printed), report())?.findings[0]?.steps).toEqual(['Wait.']);
  });

  it('says so where they disagree, what was printed first', () => {
    const found = combined(report(finding('limit/quota-exceeded')), report(finding('dns/nxdomain')));
    expect(found?.findings.map(({ id }) => id)).toEqual(['limit/quota-exceeded', 'dns/nxdomain']);
    expect(found?.findings[0]?.explanation).toContain('another fault first (dns/nxdomain)');
    expect(found?.findings[0]?.steps).toEqual(['Mend it.']);
  });

  it('says that it is over where the check succeeds', () => {
    const found = combined(report(finding('server/overloaded')), report());
    expect(found).toMatchObject({ verdict: 'failing', rootCause: 'server/overloaded' });
    expect(found?.findings[0]?.explanation).toContain('succeeds now');
  });
});
