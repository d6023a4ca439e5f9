/**
 * Pictures of the 2018 case for docs/images: `node dist/tools/screenshots.js [FOLDER]`. Needs Chromium on the PATH.
 * The clock is fixed, so that only a change of the report changes a picture.
 */
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { scan } from '../src/engine/node/scan.ts';
import { type Content, element, exact, writeContent } from '../src/report/html/markup.ts';
import { renderHtml } from '../src/report/html.ts';
import { renderText } from '../src/report/text.ts';
import { chromiumPath, launch } from '../tests/browser.ts';

interface Picture {
  readonly name: string;
  readonly html: string;
  readonly options: BrowserContextOptions;
  readonly media?: 'print';
  /** Selectors of parts that are unfolded, the first of each. */
  readonly open?: readonly string[];
  /** Where the picture begins: the top of this part, or of the page. */
  readonly from?: string;
  /** CSS pixels. */
  readonly width?: number;
  readonly height: number;
}

/** Of the window: a page is never shorter, so it is small and the picture taller. */
const lowest = 300;
/** The first screen of a tall terminal. */
const terminalLines = 45;

function pictures(page: string, terminal: string): Picture[] {
  const light = { colorScheme: 'light' } as const;
  const dark = { colorScheme: 'dark' } as const;
  return [
    { name: 'report-light', html: page, options: light, height: 1060 },
    { name: 'report-dark', html: page, options: dark, height: 1060, open: ['#who'], from: '#who' },
    { name: 'report-trail', html: page, options: light, height: 730, from: '#trail' },
    {
      name: 'report-weighing',
      html: page,
      options: light,
      height: 900,
      open: ['#who', '#who-weighing'],
      from: '#who-weighing',
    },
    { name: 'report-bytes', html: page, options: dark, height: 960, open: ['#f1', '#f1 .seen'], from: '#findings' },
    {
      name: 'report-phone',
      html: page,
      options: { ...light, deviceScaleFactor: 1.5, isMobile: true },
      width: 360,
      height: 780,
    },
    { name: 'report-paper', html: page, options: light, media: 'print', width: 794, height: 1123 },
    { name: 'terminal', html: terminal, options: dark, width: 850, height: 960 },
  ];
}

/** Given as text, since tools are compiled without a browser's types. */
function unfold(selectors: readonly string[]): string {
  return selectors.map((one) => `document.querySelector(${JSON.stringify(one)})?.setAttribute('open', '');`).join('\n');
}

/** The margin that a sheet has and a picture of the page lacks. */
const sheetMargin = 'document.body.style.padding = "56px 52px"';

async function take(browser: Browser, picture: Picture, folder: string): Promise<void> {
  const { name, html, options, media, open = [], from, width = 960, height } = picture;
  const page = await browser.newPage({ ...options, viewport: { width, height: lowest } });
  const file = join(tmpdir(), `davylamp-picture-${process.pid}.html`);
  writeFileSync(file, html);
  if (media) await page.emulateMedia({ media });
  await page.goto(pathToFileURL(file).href);
  if (media) await page.evaluate(sheetMargin);
  await page.evaluate(unfold(open));
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, fullPage: true, clip: await clipOf(page, from, width, height) });
  await page.close();
  rmSync(file);
  process.stdout.write(`${path} ${Math.round(statSync(path).size / 1000)} KB\n`);
}

async function clipOf(
  page: Page,
  from: string | undefined,
  width: number,
  height: number,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const whole = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const box = from === undefined ? null : await page.locator(from).boundingBox();
  const y = Math.max(0, Math.floor((box?.y ?? 0) - (box ? 24 : 0)));
  return { x: 0, y, width, height: Math.min(height, whole - y) };
}

/** What the terminal shows, as a page: bold, dim and the colours that picocolors writes. */
function terminalPage(text: string, folder: string): string {
  const lines = text.split('\n').slice(0, terminalLines);
  const command: Content = [
    element('span', { class: 'dim' }, '$ '),
    `davylamp scan ${folder}`,
    element('br', {}),
    element('br', {}),
  ];
  const body = element('pre', {}, command, ...lines.map((line) => [painted(line), element('br', {})]));
  return `<!doctype html><meta charset="utf-8"><style>${terminalStyle}</style>${writeContent(body)}`;
}

const terminalStyle = `body{margin:0;background:#161412;color:#ece6dc}
pre{margin:0;padding:24px 28px;font:12.5px/1.45 "DejaVu Sans Mono",monospace;width:fit-content}
.bold{font-weight:700}.dim{opacity:.62}.c31{color:#ff8a8a}.c32{color:#7bd39c}.c33{color:#f0b64a}.c36{color:#8fcbe0}`;

function painted(line: string): Content[] {
  const classes = new Set<string>();
  // Splitting at a pattern with a group leaves the codes between the texts.
  return line.split(new RegExp(`${String.fromCharCode(27)}\\[(\\d+)m`)).map((part, i) => {
    if (i % 2 === 0) return part !== '' && element('span', { class: [...classes].join(' ') }, exact(part));
    switchTo(Number(part), classes);
    return false;
  });
}

function switchTo(code: number, classes: Set<string>): void {
  if (code === 1) classes.add('bold');
  else if (code === 2) classes.add('dim');
  else if (code === 22) for (const name of ['bold', 'dim']) classes.delete(name);
  else if (code === 39) for (const name of [...classes]) if (name.startsWith('c')) classes.delete(name);
  if (code >= 30 && code < 38) classes.add(`c${code}`);
}

async function main(): Promise<void> {
  const chromium = chromiumPath();
  if (chromium === undefined) {
    process.stderr.write('no chromium on the PATH; install it to make the pictures\n');
    process.exitCode = 2;
    return;
  }
  const folder = process.argv[2] ?? 'docs/images';
  mkdirSync(folder, { recursive: true });
  const example = 'examples/2018-installer';
  const report = await scan([example], { now: () => new Date('2026-11-23T00:00:00Z') });
  const terminal = terminalPage(renderText(report, { columns: 100, color: true }), example);
  const browser = await launch(chromium);
  for (const picture of pictures(renderHtml(report), terminal)) await take(browser, picture, folder);
  await browser.close();
}

await main();
