import { deepStrictEqual, ok } from 'node:assert/strict';
import { violationsOf } from './accessibility.ts';
import { type Browser, openPage, type Page } from './chromium.ts';

/** What the checks are made with. */
export interface Bench {
  readonly browser: Browser;
  /** The page, as a file. */
  readonly url: string;
}

/** Something that holds, or throws. */
export interface Check {
  readonly name: string;
  readonly run: (bench: Bench) => Promise<void>;
}

/** A case that failed on a target that is committed. */
const LINK = '#/moto/life-cycle/client-terraform-maps@DEFAULT_4XX';

const focused = (page: Page): Promise<string> =>
  page.evaluate(`(() => { const e = document.activeElement; return (e.closest('tr')?.dataset.key ?? e.id) + ' ' + (e.cellIndex ?? ''); })()`);

const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

const isOpen = (page: Page): Promise<boolean> =>
  page
    .locator('dialog[open]')
    .count()
    .then((count) => count === 1);

const walk: Check['run'] = async ({ browser, url }) => {
  const { page, trouble } = await openPage(browser, url);
  await page.locator('button[type="reset"]').focus();
  await press(page, 'Tab');
  deepStrictEqual(await focused(page), 'defaults/ 0');
  await press(page, 'ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  const cell = await focused(page);
  ok(/^example\/[a-z-]+ 3$/.test(cell), cell);
  await press(page, 'Enter');
  ok(await isOpen(page));
  ok((await page.locator('#finding-place').textContent())?.includes(cell.split(' ')[0] ?? ''));
  await press(page, 'Escape');
  ok(!(await isOpen(page)));
  deepStrictEqual(await focused(page), cell);
  await press(page, 'Home', 'ArrowLeft', 'ArrowLeft');
  deepStrictEqual(await focused(page), 'example/ 0');
  deepStrictEqual(await page.locator('#matrix tbody tr.level2').count(), 0);
  deepStrictEqual(await page.locator('#matrix [tabindex="0"]').count(), 1);
  deepStrictEqual(trouble.messages, []);
  await page.context().close();
};

const filters: Check['run'] = async ({ browser, url }) => {
  const { page, trouble } = await openPage(browser, url);
  await press(page, '/');
  await page.keyboard.type('terraform maps');
  deepStrictEqual(await page.locator('#matrix tbody tr.level2').count(), 1);
  deepStrictEqual(await page.locator('#matrix tbody tr.level2').getAttribute('data-key'), 'life-cycle/client-terraform-maps');
  ok((await page.locator('#count').textContent())?.startsWith('1 scenario of '));
  await page.locator('button[type="reset"]').click();
  await page.locator('#matrix tbody tr.level2').first().waitFor({ state: 'detached' });
  await page.locator('[data-client="terraform"][data-target="moto"]').click();
  const keys = await page.locator('#matrix tbody tr.level2').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key') ?? ''));
  ok(keys.includes('life-cycle/client-terraform') && !keys.some((key) => key.startsWith('json-pointer/')), keys.join(' '));
  await page.locator('[data-cell="replace /statusCode"][data-target="localstack"]').click();
  ok((await page.locator('#matrix tbody tr[data-key="support-table/replace-status-code"]').count()) === 1);
  deepStrictEqual(trouble.messages, []);
  await page.context().close();
};

const link: Check['run'] = async ({ browser, url }) => {
  const { page, trouble } = await openPage(browser, `${url}${LINK}`);
  ok(await isOpen(page));
  deepStrictEqual(await page.locator('#finding-place').textContent(), 'moto 5.2.5 · life-cycle/client-terraform-maps@DEFAULT_4XX');
  const article = page.locator('article.gating').first();
  deepStrictEqual(await article.locator('.side.expected pre').textContent(), '− 201\n');
  deepStrictEqual(await article.locator('.side.actual pre').textContent(), '+ 200\n');
  ok((await article.locator('.fact').textContent())?.startsWith('F-401 observed'));
  const scripts: string[] = [];
  for (const tab of await article.locator('[role="tab"]').all()) {
    await tab.click();
    scripts.push((await article.locator('[role="tabpanel"] pre').textContent()) ?? '');
  }
  ok(scripts[0]?.includes('curl -s -i -X PUT "$ENDPOINT/restapis/$API/gatewayresponses/DEFAULT_4XX"'), scripts[0]);
  ok(scripts[1]?.includes('aws apigateway put-gateway-response --endpoint-url "$ENDPOINT"'), scripts[1]);
  ok(scripts[2]?.includes('print(send(client.put_gateway_response,'), scripts[2]);
  ok(scripts[3]?.includes('console.dir(await send(new gateway.PutGatewayResponseCommand({'), scripts[3]);
  await press(page, 'Escape');
  await page.waitForFunction('location.hash === ""');
  deepStrictEqual(trouble.messages, []);
  await page.context().close();
};

const theme: Check['run'] = async ({ browser, url }) => {
  const { page, trouble } = await openPage(browser, url, { colorScheme: 'light' });
  const paper = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const light = await paper();
  await page.locator('#theme').click();
  const dark = await paper();
  ok(light !== dark);
  deepStrictEqual(await page.locator('#theme').getAttribute('aria-pressed'), 'true');
  await page.locator('#theme').click();
  deepStrictEqual(await paper(), light);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate('delete document.documentElement.dataset.theme');
  deepStrictEqual(await paper(), dark);
  deepStrictEqual(trouble.messages, []);
  await page.context().close();
};

const accessible =
  (colorScheme: 'light' | 'dark', hash: string): Check['run'] =>
  async ({ browser, url }) => {
    const { page } = await openPage(browser, `${url}${hash}`, { colorScheme });
    if (hash === '') await page.locator('#find').fill('patch');
    deepStrictEqual(await violationsOf(page), []);
    await page.context().close();
  };

const narrow =
  (width: number): Check['run'] =>
  async ({ browser, url }) => {
    const { page, trouble } = await openPage(browser, url, { viewport: { width, height: 900 } });
    await page.locator('#find').fill('cors');
    const wide = (): Promise<number> => page.evaluate('document.documentElement.scrollWidth');
    deepStrictEqual(await wide(), width);
    const cell = page.locator('#matrix tbody tr.level2 td').first();
    await cell.click();
    ok(await isOpen(page));
    deepStrictEqual(await wide(), width);
    ok(await page.evaluate('document.getElementById("finding-body").scrollWidth <= document.getElementById("finding-body").clientWidth'));
    deepStrictEqual(trouble.messages, []);
    await page.context().close();
  };

/** What holds of the page in a browser. */
export const CHECKS: readonly Check[] = [
  { name: 'the keyboard alone walks the matrix, opens a finding and comes back to its cell', run: walk },
  { name: 'search, a client and a cell of the support table each leave their scenarios', run: filters },
  { name: 'a link opens a case: both sides, its fact, and a script in four languages', run: link },
  { name: 'light and dark follow the system, and a button', run: theme },
  { name: 'the accessibility checker finds nothing in light', run: accessible('light', '') },
  { name: 'the accessibility checker finds nothing in dark', run: accessible('dark', '') },
  { name: 'the accessibility checker finds nothing in an open finding, in light', run: accessible('light', LINK) },
  { name: 'the accessibility checker finds nothing in an open finding, in dark', run: accessible('dark', LINK) },
  ...[390, 820, 1440].map((width) => ({ name: `at ${width} pixels the page does not scroll sideways`, run: narrow(width) })),
];
