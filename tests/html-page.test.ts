/** The HTML report as a browser has it: readable by everyone, on any screen, without script and without network. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../src/model/report.ts';
import { renderHtml } from '../src/report/html.ts';
import { chromiumPath, launch } from './browser.ts';
import { weighed } from './html-sample.ts';
import { active, clean, crowded, hostile, withGaps } from './sample-reports.ts';
import { temporaryFolder } from './temporary-folder.ts';

const samples: readonly (readonly [name: string, make: () => Report])[] = [
  ['weighed', weighed],
  ['active', active],
  ['crowded', crowded],
  ['clean', clean],
  ['gaps', withGaps],
  ['hostile', hostile],
];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const chromium = chromiumPath();

// Code for the page is given as text: these tests are compiled without a browser's types.
const openAll = 'for (const part of document.querySelectorAll("details")) part.open = true';
const runAxe = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')))`;

const textsOutside = `[...document.querySelectorAll('svg.box')].flatMap((box) => {
  const { right, bottom } = box.querySelector('rect').getBoundingClientRect();
  return [...box.querySelectorAll('text')].filter((text) => {
    const at = text.getBoundingClientRect();
    return at.right > right || at.bottom > bottom;
  }).map((text) => text.textContent);
})`;

describe.skipIf(chromium === undefined)('the page in a browser (skips without chromium)', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    browser = await launch(chromium ?? '');
    folder = temporaryFolder();
  });
  afterAll(() => browser?.close());

  async function opened(name: string, make: () => Report, options: BrowserContextOptions): Promise<Page> {
    const path = join(folder, `${name}.html`);
    writeFileSync(path, renderHtml(make()));
    const page = await browser.newPage(options);
    await page.goto(pathToFileURL(path).href);
    return page;
  }

  describe.each(samples)('%s', (name, make) => {
    it.each(['light', 'dark'] as const)('has no barrier that axe-core knows of, %s', async (colorScheme) => {
      const page = await opened(name, make, { colorScheme, viewport: { width: 1000, height: 800 } });
      await page.evaluate(axe);
      expect(await page.evaluate(runAxe)).toEqual([]);
      await page.evaluate(openAll);
      expect(await page.evaluate(runAxe)).toEqual([]);
      await page.close();
    });

    it('fits a phone: nothing but boxes of their own scrolls sideways', async () => {
      const page = await opened(name, make, { viewport: { width: 360, height: 740 } });
      await page.evaluate(openAll);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      await page.close();
    });

    it('asks for nothing, and nothing on it is refused', async () => {
      const page = await browser.newPage();
      const asked: string[] = [];
      const said: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('console', (message) => said.push(message.text()));
      page.on('dialog', (dialog) => said.push(dialog.message()));
      const path = join(folder, `${name}.html`);
      writeFileSync(path, renderHtml(make()));
      await page.goto(pathToFileURL(path).href);
      await page.evaluate(openAll);
      expect(asked).toEqual([pathToFileURL(path).href]);
      expect(said).toEqual([]);
      await page.close();
    });
  });

  it.each([360, 1000])('draws every text of the money trail within its box, %i pixels wide', async (width) => {
    const page = await opened('weighed', weighed, { viewport: { width, height: 740 } });
    expect(await page.evaluate(textsOutside)).toEqual([]);
    expect(await page.evaluate('document.querySelectorAll("svg.box text").length')).toBeGreaterThan(10);
    await page.close();
  });

  it('unfolds without JavaScript, down to the bytes', async () => {
    const page = await opened('weighed', weighed, { javaScriptEnabled: false });
    const bytes = page.locator('#o1 pre');
    expect(await bytes.isVisible()).toBe(false);
    await page.locator('#f1 > summary').click();
    await page.locator('#o1 > summary').click();
    expect(await bytes.isVisible()).toBe(true);
    await page.close();
  });

  it('opens the part that a link leads to', async () => {
    const page = await opened('weighed', weighed, {});
    await page.locator('#money > summary').click();
    await page.locator('#money .inside a.id').first().click();
    expect(await page.locator('#f1').getAttribute('open')).not.toBeNull();
    await page.close();
  });

  it('has everything open on paper, and in the light colours', async () => {
    const page = await opened('weighed', weighed, { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('#o1 pre').isVisible()).toBe(true);
    expect(await page.locator('#who-weighing table').first().isVisible()).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    await page.close();
  });
});
