import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';

/** Where CHROMIUM says, or else where systems have it. */
const places = process.env['CHROMIUM']
  ? [process.env['CHROMIUM']]
  : [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ];

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const executablePath = places.find(runs);

/** What a page did beside showing itself. */
export interface Deeds {
  readonly dialogs: string[];
  readonly errors: string[];
  /** Addresses that were asked for, beside the page's own. */
  readonly requests: string[];
}

export interface OpenOptions {
  /** The part of the address behind `#`. */
  readonly hash?: string;
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** Takes the text of a page; opens it as a file, as somebody would who was sent it. */
export type Open = (html: string, options?: OpenOptions) => Promise<{ page: Page; deeds: Deeds }>;

/**
 * As `describe`, with a browser that opens pages. Without one, the tests are skipped, and that is said: a run that
 * could not look at the pages is none that found them well.
 */
export function describeInBrowser(name: string, tests: (open: Open) => void): void {
  if (executablePath === undefined) {
    console.warn(`SKIPPED, no browser: "${name}" needs Chromium at ${places.join(' or ')}, or in CHROMIUM.`);
  }
  describe.skipIf(executablePath === undefined)(name, () => {
    let browser: Browser;
    let folder: string;
    let files = 0;
    beforeAll(async () => {
      browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }) });
      folder = await mkdtemp(join(tmpdir(), 'apicheck-browser-'));
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    });
    tests(async (html, { hash = '', width = 1280, colorScheme = 'light' } = {}) => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const file = join(folder, `${(files += 1)}.html`);
      await writeFile(file, html);
      const address = pathToFileURL(file).href;
      const deeds: Deeds = { dialogs: [], errors: [], requests: [] };
      page.on('dialog', (dialog) => {
        deeds.dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      page.on('pageerror', ({ message }) => void deeds.errors.push(message));
      page.on('console', (message) => void deeds.errors.push(message.text()));
      page.on('request', (request) => {
        if (request.url().split('#')[0] !== address) deeds.requests.push(request.url());
      });
      await page.goto(`${address}${hash}`);
      return { page, deeds };
    });
  });
}

/** Takes a page; gives what axe-core holds against it, with the elements. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<axe.AxeResults>('axe.run(document)');
  return found.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join('\n')}`,
  );
}
