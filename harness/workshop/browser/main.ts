/** Opens the page in a browser and looks: keyboard, links, themes, widths, accessibility, markup, time to open. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { causeOf } from '../../base/errors.ts';
import { pageAssets } from '../../cli/shared/page-assets.ts';
import { readRun } from '../../cli/shared/read-run.ts';
import { renderPage } from '../../report/page/index.ts';
import { type Bench, CHECKS, type Check } from './checks.ts';
import { type Browser, findChromium, launchChromium } from './chromium.ts';
import { generateRuns } from './generate-runs.ts';
import { markupProblems } from './markup.ts';
import { openTime } from './open-time.ts';

/** Milliseconds that ten targets with a thousand cases each may take. */
const BOUND = 1000;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const committed = readdirSync('reports')
  .map((name) => join('reports', name, 'run.json'))
  .filter((path) => existsSync(path))
  .map(readRun);

const html = renderPage(committed, pageAssets());

const markup: Check = {
  name: 'the HTML validator finds nothing',
  run: async () => {
    const problems = await markupProblems(html);
    if (problems.length > 0) throw new Error(problems.join('\n'));
  },
};

const large = (folder: string, browser: Browser): Check => ({
  name: `ten targets with a thousand cases each open in less than ${BOUND} ms`,
  run: async () => {
    const emulators = committed.filter(({ target, bare }) => target.kind === 'live' && bare === undefined);
    const page = renderPage(generateRuns(emulators, 10, 1000), pageAssets());
    const path = join(folder, 'large.html');
    writeFileSync(path, page);
    const time = await openTime(browser, pathToFileURL(path).href, 7);
    print(`  ${(Buffer.byteLength(page) / 1e6).toFixed(2)} MB, open in ${Math.round(time)} ms (the best of seven; bound ${BOUND})`);
    if (!(time < BOUND)) throw new Error(`it takes ${Math.round(time)} ms`);
  },
});

const passes = async ({ name, run }: Check, bench: Bench): Promise<boolean> => {
  try {
    await run(bench);
    print(`passed   ${name}`);
    return true;
  } catch (thrown) {
    print(`failed   ${name}\n${causeOf(thrown)}`);
    return false;
  }
};

const main = async (): Promise<number> => {
  const executable = findChromium(process.env);
  if (executable === null) {
    print('skipped: no Chromium is there (APIGW_CHROMIUM names one)\n');
    print(`0 passed, 0 failed, ${CHECKS.length + 2} skipped`);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  const browser = await launchChromium(executable);
  try {
    const path = join(folder, 'index.html');
    writeFileSync(path, html);
    const results: boolean[] = [];
    const bench = { browser, url: pathToFileURL(path).href };
    for (const check of [markup, ...CHECKS, large(folder, browser)]) results.push(await passes(check, bench));
    const passed = results.filter((one) => one).length;
    print(`\n${passed} passed, ${results.length - passed} failed, 0 skipped`);
    return passed === results.length ? 0 : 1;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
};

process.exitCode = await main();
