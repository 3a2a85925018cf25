import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

export type { Browser, Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const isThere = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The browser that is named, or else the first one on the path; null where there is none. */
export const findChromium = (environment: NodeJS.ProcessEnv): string | null => {
  const named = environment['APIGW_CHROMIUM'];
  if (named !== undefined && named !== '') return isThere(named) ? named : null;
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isThere) ?? null;
};

/** Switches that keep the browser from asking anybody anything. */
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser. */
export const launchChromium = (executablePath: string): Promise<Browser> => chromium.launch({ executablePath, args: ARGS });

/** What a page did that it should not have. */
export interface Trouble {
  readonly messages: string[];
}

/** Opens a page that reaches nothing but files, and notes whatever it complains of or asks for. */
export const openPage = async (browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<{ page: Page; trouble: Trouble }> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, offline: true, ...options });
  const page = await context.newPage();
  const trouble: Trouble = { messages: [] };
  const own = url.split('#')[0] ?? '';
  page.on('console', (message) => trouble.messages.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => trouble.messages.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const asked = request.url();
    if (asked.split('#')[0] !== own && !asked.startsWith('data:')) trouble.messages.push(`asked for ${asked}`);
  });
  await page.goto(url);
  await page.locator('#matrix tbody tr').first().waitFor();
  return { page, trouble };
};
