import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { barriers, describeInBrowser } from './browser.ts';
import { hostileFiles, pageOf } from './pages.ts';

const contract = `openapi: 3.0.3
info: { title: Titles, version: '1' }
paths:
  /titles:
    post:
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses:
        '200':
          description: A title
          content:
            application/json:
              schema:
                type: object
                properties:
                  title: { type: string }
                  pages: { type: integer }
`;
/** Of so many members, with one that is wrong behind all others. */
const long = (members: number): Record<string, unknown> => ({
  ...Object.fromEntries(Array.from({ length: members }, (_, index) => [`member${index}`, 'x'.repeat(40)])),
  pages: 'many',
});
const exchange = (name: string, body: unknown) => ({
  name,
  request: { method: 'POST', path: '/titles', headers: { 'x-request-id': 'r-1' }, body: { wanted: name } },
  response: {
    status: 200,
    headers: { 'content-type': 'application/json', 'x-served-by': 'a'.repeat(300) },
    body,
  },
});
const recording = JSON.stringify({
  apicheck: 1,
  exchanges: [
    exchange('right', { title: 'A', pages: 1 }),
    exchange('wrong', { title: 'B', pages: 'few' }),
    exchange('long', long(150)),
  ],
});
const files = { 'a.yaml': contract, 'all.json': recording };
const made = () => pageOf(files, 'probe', 'all.json', '--spec', 'a.yaml');

const item = (page: Page, name: string) =>
  page.locator('#items > li').filter({ has: page.locator('.title', { hasText: name }) });
const messages = (page: Page, name: string) => item(page, name).locator('details.messages');
const openItem = async (page: Page, name: string) => {
  const details = item(page, name).locator('details.item');
  if ((await details.getAttribute('open')) === null) await details.locator('summary').first().click();
};
/** Where an element is seen, in pixels of the window. */
const boxOf = async (page: Page, name: string, label: string) => {
  const box = await messages(page, name).getByRole('group', { name: label, exact: true }).boundingBox();
  if (!box) throw new Error(`${label} of ${name} is not seen`);
  return box;
};

interface Scrolling {
  readonly scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}
const scrolled = ({ scrollTop }: Scrolling): number => scrollTop;
const hidden = ({ scrollHeight, clientHeight }: Scrolling): number => scrollHeight - clientHeight;

describeInBrowser('request and response in the report of probe', (open) => {
  it('stand side by side, open where something was found, with what is wrong marked', async () => {
    const { page, deeds } = await open(await made());
    await openItem(page, 'wrong');
    const shown = messages(page, 'wrong');
    expect(await shown.getAttribute('open')).not.toBe(null);
    const [request, response] = [
      await boxOf(page, 'wrong', 'Request'),
      await boxOf(page, 'wrong', 'Response'),
    ];
    expect(response.y).toBe(request.y);
    expect(response.x).toBeGreaterThanOrEqual(request.x + request.width);
    expect(await shown.getByRole('group', { name: 'Request', exact: true }).innerText()).toMatch(
      /POST \/titles[\s\S]*x-request-id[\s\S]*r-1[\s\S]*"wanted": "wrong"/,
    );
    expect(await shown.locator('mark').allTextContents()).toEqual(['"few"']);
    expect(deeds).toEqual({ dialogs: [], errors: [], requests: [] });
  });

  it('are closed where nothing was found, and made when they are opened', async () => {
    const { page } = await open(await made());
    await openItem(page, 'right');
    const shown = messages(page, 'right');
    expect(await shown.locator('.sides').count()).toBe(0);
    await shown.locator('summary').press('Enter');
    await expect.poll(() => shown.locator('pre').count()).toBe(2);
    expect(await shown.locator('mark').count()).toBe(0);
    await shown.locator('summary').press('Enter');
    expect(await shown.locator('pre').first().isVisible()).toBe(false);
  });

  it('are scrolled to what is wrong in a long body, which can be reached and scrolled by keys', async () => {
    const { page } = await open(await made());
    await openItem(page, 'long');
    const body = messages(page, 'long').getByRole('group', { name: 'Body of the response' });
    await expect.poll(() => body.evaluate(scrolled)).toBeGreaterThan(0);
    const [frame, mark] = [await body.boundingBox(), await body.locator('mark').boundingBox()];
    if (!frame || !mark) throw new Error('neither is seen');
    expect(mark.y).toBeGreaterThanOrEqual(frame.y);
    expect(mark.y + mark.height).toBeLessThanOrEqual(frame.y + frame.height);
    await body.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => body.evaluate(scrolled)).toBe(0);
  });

  it('stand one below the other in a narrow window, and make nothing wider than it', async () => {
    const { page } = await open(await made(), { width: 390 });
    await openItem(page, 'wrong');
    const [request, response] = [
      await boxOf(page, 'wrong', 'Request'),
      await boxOf(page, 'wrong', 'Response'),
    ];
    expect(response.y).toBeGreaterThanOrEqual(request.y + request.height);
    expect(response.x).toBe(request.x);
    for (const name of ['wrong', 'long']) {
      await openItem(page, name);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    }
  });

  it.each(['light', 'dark'] as const)('can be read by everybody (%s)', async (colorScheme) => {
    const { page } = await open(await made(), { colorScheme });
    for (const name of ['wrong', 'long']) await openItem(page, name);
    expect(await barriers(page)).toEqual([]);
  });

  it('are printed whole', async () => {
    const { page } = await open(await made());
    await openItem(page, 'long');
    await page.emulateMedia({ media: 'print' });
    const body = messages(page, 'long').getByRole('group', { name: 'Body of the response' });
    expect(await body.evaluate(hidden)).toBeLessThan(2);
  });

  it('run nothing of what they hold', async () => {
    const html = await pageOf(hostileFiles, 'probe', 'recording.json', '--spec', 'before.json');
    const { page, deeds } = await open(html);
    const all = page.locator('#items > li details.item');
    for (let index = 0; index < (await all.count()); index += 1) {
      const one = all.nth(index);
      if ((await one.getAttribute('open')) === null) await one.locator('summary').first().click();
      const shown = one.locator('details.messages');
      if ((await shown.count()) > 0 && (await shown.getAttribute('open')) === null)
        await shown.locator('summary').click();
    }
    expect(await page.locator('.messages pre').count()).toBeGreaterThan(5);
    expect(deeds).toEqual({ dialogs: [], errors: [], requests: [] });
  });
});
