import { type Browser, openPage } from './chromium.ts';

/** How long a page takes until its rows stand, in milliseconds: the best of several times, as others use the machine too. */
export const openTime = async (browser: Browser, url: string, times: number): Promise<number> => {
  const measured: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const { page } = await openPage(browser, url);
    measured.push(await page.evaluate('performance.getEntriesByName("rows").at(0).startTime'));
    await page.context().close();
  }
  return Math.min(...measured);
};
