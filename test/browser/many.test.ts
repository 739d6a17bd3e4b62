import { expect, it } from 'vitest';
import { htmlReport } from '../../src/report/html.ts';
import { bigReport, metas } from '../report/reports.ts';
import { describeInBrowser } from './browser.ts';

describeInBrowser('the HTML report of 10,000 findings', (open) => {
  it('loads, filters and opens, and says how long that took', async () => {
    const text = '      description: a line of a description, as long as they are\n'.repeat(10_002);
    const html = htmlReport(bigReport(10_000), () => text, metas);
    const { page, deeds } = await open(html);
    const load = await page.evaluate<number>(
      'performance.getEntriesByType("navigation")[0].loadEventEnd - performance.getEntriesByType("navigation")[0].startTime',
    );
    expect(await page.locator('#status').textContent()).toBe('1 to 100 of 10,000');

    /** Runs code in the page; gives the time until what it changed is on the screen. */
    const timed = (code: string) =>
      page.evaluate<number>(`(async () => {
        const start = performance.now();
        ${code};
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        return performance.now() - start;
      })()`);
    const byRule = await timed(
      `rule.value = 'example-invalid'; rule.dispatchEvent(new Event('change'))`.replaceAll(
        'rule.',
        'document.getElementById("rule").',
      ),
    );
    expect(await page.locator('#status').textContent()).toMatch(/of 104 \(filtered from 10,000\)/);
    await page.getByRole('button', { name: 'Clear' }).click();
    const byText = await timed(`change({ text: 'property99' })`);
    expect(await page.locator('#status').textContent()).toContain('1 to 100 of 111');
    const opened = await timed(`document.querySelector('#items summary').click()`);
    expect(await page.locator('.excerpt').count()).toBe(1);
    expect(deeds.errors).toEqual([]);
    const figures = { load, 'filter by rule': byRule, 'filter by text': byText, open: opened };
    console.log(
      `10,000 findings, ${(html.length / 1e6).toFixed(1)} MB: ` +
        Object.entries(figures)
          .map(([name, ms]) => `${name} ${Math.round(ms)} ms`)
          .join(', '),
    );
  });
});
