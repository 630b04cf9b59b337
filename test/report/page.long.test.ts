import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compare } from '../../src/diagnosis/diff/compare.ts';
import { comparisonPage } from '../../src/diagnosis/diff/page.ts';
import { reportIn } from '../../src/diagnosis/recorded/report.ts';
import type { Page as TermPage } from '../../src/explain/page/page.ts';
import { pageHtml } from '../../src/explain/page/page-html.ts';
import { pageFor } from '../../src/explain/page/terms.ts';
import type { Report } from '../../src/model/report.ts';
import { reporters } from '../../src/report/reporters/index.ts';
import { root } from '../lab/lab.ts';
import { needs } from '../lab/needs.ts';
import { reports } from '../support/reports.ts';

const BROWSER = '/usr/bin/chromium';
const WIDTHS = { phone: 360, tablet: 800, desktop: 1280 };
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'api-doctor-page-'));

/** What axe-core finds wrong with a page. */
interface Violations {
  violations: { id: string; nodes: { html: string }[] }[];
}

interface Opened {
  page: Page;
  /** What the browser said, and what it asked for besides the page. */
  said: string[];
  requested: string[];
}

needs('chromium')('the page in a real browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    // A sandbox of its own needs rights that root in a container lacks.
    browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens a report as a file, as its reader would. */
  const opened = (report: Report) => openedPage(reporters.html(report));

  async function openedPage(content: string): Promise<Opened> {
    const file = join(folder, 'report.html');
    writeFileSync(file, content);
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    const opened: Opened = { page, said: [], requested: [] };
    page.on('console', (message) => opened.said.push(message.text()));
    page.on('pageerror', (error) => opened.said.push(error.message));
    page.on('dialog', (dialog) => opened.said.push(dialog.message()));
    page.on('request', (request) => opened.requested.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return opened;
  }

  const recorded = (name: string) =>
    reportIn(readFileSync(join(root, 'test', 'diagnosis', 'recorded-reports', 'version-2', `${name}.json`), 'utf8'));
  const pages: Record<string, () => string | Promise<string>> = {
    ...Object.fromEntries(
      ['healthy', 'dns', 'proxy', 'log', 'hostile'].map((name) => [name, () => reporters.html(reports[name] as Report)]),
    ),
    'a comparison': () => comparisonPage(compare(recorded('sound'), recorded('wrong-key')), { a: 'good.json', b: '<b>bad.json' }),
    'the page of a term': async () => pageHtml((await pageFor('tls/interception', { platform: 'linux' })) as TermPage),
  };

  test.each(Object.entries(pages))(
    '%s renders, says nothing, requests nothing, and has no fault of accessibility',
    async (name, make) => {
      const { page, said, requested } = await openedPage(await make());
      expect([name, await page.locator('h1').count()]).toEqual([name, 1]);
      // The policy of the page lets no script in but its own, so that of the test goes through the debugger.
      await page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true");
      await page.evaluate(axe);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const found = await page.evaluate<Violations>('axe.run()');
        expect(found.violations.map(({ id, nodes }) => `${colorScheme}, ${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
      expect({ said, requested: requested.slice(1) }).toEqual({ said: [], requested: [] });
      await page.context().close();
    },
  );

  test.each(['tls', 'dns', 'healthy', 'hostile'])('nothing of %s is wider than the window, on whatever device', async (shown) => {
    const { page } = await opened(reports[shown] as Report);
    for (const [name, width] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect([name, shown, overflow]).toEqual([name, shown, 0]);
      if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${shown}-${name}.png`), fullPage: true });
    }
    await page.context().close();
  });

  test('a button copies a command as it is, and the ticket', async () => {
    const report = reports.tls as Report;
    const { page } = await opened(report);
    const copied = async (label: string) => {
      await page.getByRole('button', { name: label }).first().click();
      await page.getByRole('button', { name: 'Copied' }).first().waitFor();
      return page.evaluate<string>('navigator.clipboard.readText()');
    };
    expect(report.findings[0]?.steps[0]).toContain(await copied('Copy command'));
    await page.locator('summary', { hasText: 'Support ticket' }).click();
    expect(await copied('Copy ticket')).toBe(reporters.markdown(report));
    await page.context().close();
  });

  test('without scripts everything can be read, and on paper nothing is folded', async () => {
    const { page } = await opened(reports.tls as Report);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await page.locator('button:visible').count()).toBe(0);
    await page.context().close();
    const context = await browser.newContext({ javaScriptEnabled: false });
    const still = await context.newPage();
    await still.goto(pathToFileURL(join(folder, 'report.html')).href);
    expect(await still.locator('button:visible').count()).toBe(0);
    expect(await still.locator('h1').textContent()).toContain('Certificate has expired');
    await context.close();
  });
});
