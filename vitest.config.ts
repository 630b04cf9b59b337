import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const json = process.env.VITEST_JSON;

// Namespaces and servers, long waits, and programs that are started: what `npm test` leaves out.
const slow = ['test/**/*.{worlds,long}.test.ts'];

// Real clients that `test/setup.sh` installs have tests of their own.
const notOurs = ['test/.clients/**'];

// What takes longest in one file comes first, so that no processor waits for it at the end.
const long =
  /docs\/(?:recipes|containerfile)|check\/(?:commands|faults|promises)|secrets\/(?:cuts-of|leak|redact)|probes\/(?:calls|clients|config|deep|dns|hostile|http|local|machines|products|proxy|red|tcp|tls)|cli\/(?:commands|output|run|wait|watch)|catalogue\/(?:commands\.long|shells)|diagnosis\/(?:environments\.long|foreign)|explain\/(?:fuzz|long-logs)|patterns\/linear|knowledge\/(?:clients-real|readers|sdks)|report\/page|loading/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter((one) => long.test(one.moduleId)), ...sorted.filter((one) => !long.test(one.moduleId))];
  }
}

const root = import.meta.dirname;
const source = join(root, 'src') + sep;

/** Whether build/ was made of the sources as they are now. */
function isFresh(): boolean {
  const entry = join(root, 'build', 'index.js');
  const builtAt = existsSync(entry) ? statSync(entry).mtimeMs : 0;
  const changedAt = readdirSync(source, { recursive: true, encoding: 'utf8' }).map((name) => statSync(source + name).mtimeMs);
  return Math.max(...changedAt) < builtAt;
}

// The slow tests take the tool as it was built: to compile and to load some three hundred modules anew costs each file of tests seconds.
const built: Plugin = {
  name: 'built',
  enforce: 'pre',
  resolveId(id, importer) {
    const path = importer && id.startsWith('.') ? join(dirname(importer), id) : '';
    if (!path.startsWith(source) || !path.endsWith('.ts')) return null;
    return { id: join(root, 'build', path.slice(source.length).replace(/ts$/, 'js')) };
  },
};

/** How long an empty program of Node takes here, in ms, at best. */
function startOfNode(): number {
  const took = [1, 2, 3].map(() => {
    const from = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    return performance.now() - from;
  });
  return Math.min(...took);
}

// More tests wait at once than there are processors. Where a processor is slow it never waits, and more at once would only pass deadlines by.
const workers = startOfNode() < 70 ? 6 : 3;

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    globalSetup: 'test/lab/certificates.ts',
    // A dropped packet costs a step's time limit, so the limit for a test is generous.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: workers,
    // Kernels limit the rate of ICMP and lose first packets: in CI a world that failed may show once more what it proves.
    retry: process.env.CI ? 1 : 0,
    reporters: json ? ['default', 'json'] : ['default'],
    ...(json ? { outputFile: { json } } : {}),
    projects: [
      {
        extends: true,
        // What is pure shares its imports: loading the tool anew for each file costs more than the tests.
        test: { name: 'fast', isolate: false, include: ['test/**/*.test.ts'], exclude: [...slow, ...notOurs] },
      },
      {
        extends: true,
        plugins: isFresh() ? [built] : [],
        test: { name: 'slow', include: slow, exclude: notOurs, server: { deps: { external: [/\/build\//] } } },
      },
    ],
  },
});
