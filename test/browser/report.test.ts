import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { htmlReport } from '../../src/report/html.ts';
import { bigReport, metas } from '../report/reports.ts';
import { barriers, describeInBrowser } from './browser.ts';
import { after, before, hostileFiles, pageOf, recording } from './pages.ts';
import type { Page } from 'playwright-core';

const lintPage = () => pageOf({ 'titles.yaml': before }, 'lint', 'titles.yaml', '--preset', 'strict');
const diffPage = () => pageOf({ 'a.yaml': before, 'b.yaml': after }, 'diff', 'a.yaml', 'b.yaml');
const probePage = () =>
  pageOf({ 'a.yaml': before, 'all.yaml': recording }, 'probe', 'all.yaml', '--spec', 'a.yaml');
const bigPage = (size: number) =>
  htmlReport(bigReport(size), () => 'openapi: 3.0.3\n'.repeat(size + 2), metas);

const pages = [
  ['lint', lintPage],
  ['diff', diffPage],
  ['probe', probePage],
] as const;
const views = {
  lint: [''],
  diff: ['', '#view=findings'],
  probe: ['', '#view=findings', '#view=matrix', '#view=unseen'],
};

const titles = (page: Page) => page.locator('#items .title').allTextContents();
const status = (page: Page) => page.locator('#status').textContent();
const hash = (page: Page) => new URL(page.url()).hash;
const focused = (page: Page) =>
  page.evaluate<string>(
    '(({ id, localName, textContent }) => id || `${localName} ${textContent}`)(document.activeElement)',
  );

describeInBrowser('the HTML report', (open) => {
  it.each(pages)('of %s loads alone, and shows what was found', async (_, make) => {
    const { page, deeds } = await open(await make());
    expect(await page.locator('#items > li').count()).toBeGreaterThan(0);
    expect(deeds).toEqual({ dialogs: [], errors: [], requests: [] });
  });

  it('is filtered, and its address brings back what was seen', async () => {
    const html = await lintPage();
    const { page } = await open(html);
    const all = await titles(page);
    await page.locator('#rule').selectOption('component-unused');
    expect(hash(page)).toBe('#rule=component-unused');
    expect(await titles(page)).toEqual(['schema "Unused" is used nowhere']);
    await page.getByRole('button', { name: 'Clear' }).click();
    expect([hash(page), await titles(page)]).toEqual(['', all]);

    await page.getByLabel(/info \(/).uncheck();
    await page.locator('#operation').selectOption('GET /authors');
    await page.getByLabel('Text').fill('authors');
    await expect.poll(() => hash(page)).toContain('text=authors');
    const [shown, said] = [await titles(page), await status(page)];
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.length).toBeLessThan(all.length);

    const again = (await open(html, { hash: hash(page) })).page;
    expect([await titles(again), await status(again)]).toEqual([shown, said]);
    expect(await again.getByLabel(/info \(/).isChecked()).toBe(false);
    expect(await again.locator('#operation').inputValue()).toBe('GET /authors');
    expect(await again.getByLabel('Text').inputValue()).toBe('authors');
  });

  it('opens one finding of many, and its address leads back to it', async () => {
    const html = bigPage(500);
    const { page } = await open(html, { hash: '#page=2' });
    expect(await page.locator('.excerpt').count()).toBe(0);
    const [, second] = await titles(page);
    const item = page.locator('#items > li').nth(1);
    await item.locator('summary').first().click();
    await item.locator('.excerpt').waitFor();
    expect(await page.locator('.excerpt').count()).toBe(1);
    expect(hash(page)).toMatch(/^#page=2&open=\d+$/);

    // Where it is on no page that the address names, the page is found.
    const number = /open=(\d+)/.exec(hash(page))?.[1] ?? '';
    const again = (await open(html, { hash: `#open=${number}` })).page;
    expect(await again.locator('li:has(details[open]) .title').allTextContents()).toEqual([second]);
    expect(await again.locator('.excerpt').isVisible()).toBe(true);
    expect(await focused(again)).toContain(second);
    await again.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    const { y = -1 } = (await again.locator('li:has(details[open])').boundingBox()) ?? {};
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThan(20);
    expect(await status(again)).toBe('101 to 200 of 500');

    await again.keyboard.press('Enter');
    await again.locator('.excerpt').waitFor({ state: 'hidden' });
    expect(hash(again)).not.toContain('open');
  });

  it('opens and closes all', async () => {
    const { page } = await open(bigPage(60));
    await page.getByRole('button', { name: 'Open all' }).click();
    expect([hash(page), await page.locator('.excerpt').count()]).toEqual(['#open=all', 60]);
    await page.getByRole('button', { name: 'Close all' }).click();
    expect([hash(page), await page.locator('.excerpt').count()]).toEqual(['#open=none', 0]);
  });

  it('turns pages, back too', async () => {
    const { page } = await open(bigPage(300));
    await page.getByRole('link', { name: 'Next' }).click();
    expect(await status(page)).toBe('101 to 200 of 300');
    expect(await focused(page)).toBe('list');
    await page.goBack();
    await expect.poll(() => status(page)).toBe('1 to 100 of 300');
  });

  it('is walked with the keyboard alone', async () => {
    const { page } = await open(await diffPage());
    const walk: string[] = [];
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('skip');
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Tab');
      walk.push(await focused(page));
    }
    expect(walk[0]).toMatch(/^a Changes \(\d+\)$/);
    expect(walk[1]).toMatch(/^a Findings \(\d+\)$/);
    expect(walk.slice(2)).toEqual(expect.arrayContaining(['rule', 'operation', 'text']));

    await page.locator('#skip').focus();
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('list');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('fold');
    await page.keyboard.press('Tab');
    const [first] = await titles(page);
    expect(await focused(page)).toContain(first);
    expect(await page.locator('.item').first().getAttribute('open')).toBe('');
    await page.keyboard.press('Enter');
    expect(await page.locator('.item').first().getAttribute('open')).toBe(null);
    // Whoever walks sees where.
    const outline = 'getComputedStyle(document.activeElement).outlineStyle';
    expect(await page.evaluate(outline)).toBe('solid');
  });

  it.each(pages)('of %s has no barrier that axe-core knows, in light and dark', async (name, make) => {
    const html = await make();
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [index, view] of views[name].entries()) {
        const { page } = await open(html, { hash: view, colorScheme, width: index % 2 === 0 ? 1280 : 390 });
        expect({ view, colorScheme, barriers: await barriers(page) }).toEqual({
          view,
          colorScheme,
          barriers: [],
        });
      }
    }
  });

  it('is light or dark as its reader is', async () => {
    const html = await lintPage();
    const tone = async (colorScheme: 'light' | 'dark') => {
      const { page } = await open(html, { colorScheme });
      const [red = 0, green = 0, blue = 0] =
        (await page.evaluate<string>('getComputedStyle(document.body).backgroundColor'))
          .match(/\d+/g)
          ?.map(Number) ?? [];
      return red + green + blue;
    };
    expect(await tone('light')).toBeGreaterThan(700);
    expect(await tone('dark')).toBeLessThan(100);
  });

  it.each(pages)('of %s fits a narrow screen', async (name, make) => {
    const html = await make();
    for (const view of views[name]) {
      const { page } = await open(html, { hash: view, width: 390 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    }
  });

  it('prints everything that the filter leaves, without what is only for a screen', async () => {
    const { page } = await open(bigPage(300), { hash: '#severity=error' });
    await page.evaluate(`addEventListener('beforeprint', () => {
      globalThis.printed = document.querySelectorAll('#items > li').length + ' ' + document.querySelectorAll('.excerpt').length;
    })`);
    const paper = await page.pdf({ format: 'A4' });
    expect(paper.length).toBeGreaterThan(10_000);
    expect(await page.evaluate('globalThis.printed')).toBe('30 30');
    // As on a screen again.
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const id of ['#filters', '#fold']) expect(await page.locator(id).isVisible()).toBe(false);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  });

  it.each([
    ['lint', ['lint', 'before.json', '--preset', 'strict']],
    ['diff', ['diff', 'before.json', 'after.json']],
    ['probe', ['probe', 'recording.json', '--spec', 'before.json']],
  ] as const)('of %s runs nothing that a document says', async (name, args) => {
    const { page, deeds } = await open(await pageOf(hostileFiles, ...args), { hash: '#open=all' });
    expect(await page.locator('#items').textContent()).toContain('<script>alert(1)</script>');
    for (const view of views[name].slice(1)) {
      await page.evaluate(`location.hash = '${view.slice(1)}&open=all'`);
      await expect.poll(() => page.locator('nav a[aria-current]').getAttribute('href')).toBe(view);
      await page.locator('#items > li, #rows > tr').first().hover();
    }
    const links = page.locator('main a[href]:not(#pages a)');
    for (const href of await links.evaluateAll((all) => all.map((link) => link.getAttribute('href'))))
      expect(href).toMatch(/^https:/);
    expect(
      await page.locator('main').locator('script, iframe, img, svg, form form, link, meta').count(),
    ).toBe(0);
    expect(deeds).toEqual({ dialogs: [], errors: [], requests: [] });
  });

  it('has a policy that stops what would have got through as markup', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const raw = `<script>alert(1)</script><img src="${url}/x" onerror="alert(2)">
<iframe src="${url}/frame"></iframe><a id="bad" href="javascript:alert(3)">here</a>
<link rel="stylesheet" href="${url}/style.css"><p style="color: red" onclick="alert(4)" id="styled">x</p>
<form action="${url}/form"><button id="sent">Send</button></form>`;
    const html = (await lintPage()).replace('<footer>', () => `${raw}<footer>`);
    const { page, deeds } = await open(html);
    await page.evaluate(`for (const id of ['bad', 'styled', 'sent']) document.getElementById(id).click()`);
    const refused = await page.evaluate(
      `(() => { try { document.body.innerHTML = '<b>x</b>'; return ''; } catch ({ message }) { return message; } })()`,
    );
    expect(refused).toContain('TrustedHTML');
    // One for each attempt, and nothing else.
    await expect.poll(() => deeds.errors.length).toBeGreaterThanOrEqual(9);
    expect(deeds.errors.filter((text) => !/Content Security Policy|TrustedHTML/.test(text))).toEqual([]);
    expect(deeds.dialogs).toEqual([]);
    // The browser tells of what it then does not send.
    expect(asked).toBe(0);
  });
});
