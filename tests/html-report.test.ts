/** The HTML report as a text: nothing of a sample's becomes markup, nothing loads, nothing is said that is not there. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Report, reportSchema } from '../src/model/report.ts';
import { style } from '../src/report/html/style.ts';
import { renderHtml } from '../src/report/html.ts';
import { weighed } from './html-sample.ts';
import { active, case2018, clean, crowded, hostile, withGaps } from './sample-reports.ts';

const samples: readonly (readonly [name: string, report: () => Report])[] = [
  ['weighed', weighed],
  ['case 2018', case2018],
  ['active', active],
  ['crowded', crowded],
  ['clean', clean],
  ['gaps', withGaps],
  ['hostile', hostile],
];

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}
interface Read {
  readonly tags: readonly Tag[];
  /** All text between tags, entities resolved. */
  readonly text: string;
}

const empty = new Set(['meta', 'br']);

/** A strict reader of its own: anything but what a careful writer makes is an error. */
function read(html: string): Read {
  const page = html.replace(style, '').replace('<!doctype html>', '');
  const tags: Tag[] = [];
  const open: string[] = [];
  let text = '';
  let at = 0;
  const token = /<(\/?)([a-z][a-z0-9]*)((?: [A-Za-z][\w-]*="[^"<>]*")*)>/y;
  while (at < page.length) {
    const next = page.indexOf('<', at);
    const between = page.slice(at, next < 0 ? page.length : next);
    if (/[>"']/.test(between)) throw new Error(`unescaped: ${between.slice(0, 200)}`);
    text += unescaped(between);
    if (next < 0) break;
    token.lastIndex = next;
    const match = token.exec(page);
    if (!match) throw new Error(`no tag: ${page.slice(next, next + 200)}`);
    const [whole, slash, name = '', rest = ''] = match;
    at = next + whole.length;
    if (slash === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes another`);
      continue;
    }
    if (!empty.has(name)) open.push(name);
    const attributes = [...rest.matchAll(/ ([A-Za-z][\w-]*)="([^"]*)"/g)];
    tags.push({ name, attributes: new Map(attributes.map(([, key = '', value = '']) => [key, unescaped(value)])) });
  }
  expect(open).toEqual([]);
  return { tags, text };
}

function unescaped(text: string): string {
  const known: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replace(/&([^;]*);?/g, (whole, name: string) => {
    const character = known[name];
    if (character === undefined) throw new Error(`no entity of ours: ${whole}`);
    return character;
  });
}

const allowed = new Set(
  'html head meta title style body header nav main footer section div p h1 h2 h3 pre ul ol li dl dt dd details summary table thead tbody tr th td a span strong code bdi mark abbr time br svg g rect line path text'.split(
    ' ',
  ),
);
/** Anything but printable text and the line breaks that we make. */
const unprintable = /[^\n\P{C}]|[\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

function expectHarmless(html: string): Read {
  const page = read(html);
  expect(html).not.toMatch(unprintable);
  for (const { name, attributes } of page.tags) {
    expect(allowed).toContain(name);
    for (const key of attributes.keys()) expect(key).not.toMatch(/^(on.*|style|src|srcset|action|srcdoc|xlink:href)$/);
    const href = attributes.get('href');
    if (href === undefined) continue;
    expect(name).toBe('a');
    expect(href).toMatch(/^(#[a-z][\w-]*|https:\/\/[\w.-]+(:\d+)?([/?#].*)?)$/);
    if (!href.startsWith('#')) expect(attributes.get('rel')).toContain('noreferrer');
  }
  return page;
}

describe('the HTML report', () => {
  it.each(samples)('is whole, and links only to what is there: %s', (_, make) => {
    expect(reportSchema.safeParse(make()).error).toBeUndefined();
    const { tags } = expectHarmless(renderHtml(make()));
    const ids = tags.flatMap(({ attributes }) => attributes.get('id') ?? []);
    expect(ids).toEqual([...new Set(ids)]);
    for (const { attributes } of tags) {
      const href = attributes.get('href');
      if (href?.startsWith('#')) expect(ids).toContain(href.slice(1));
    }
  });

  it('lets no script, no image and no style but its own apply', () => {
    const html = renderHtml(weighed());
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    const written = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(written).digest('base64');
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(html).not.toMatch(/<(script|img|iframe|link|object|embed|form|base)\b/i);
    expect(written).not.toMatch(/url\(|@import/);
  });

  it('opens with what was not examined and the verdict in plain words', () => {
    const { text } = read(renderHtml(withGaps()));
    expect(text.indexOf('Not everything could be examined: 7 paths without permission')).toBeGreaterThan(0);
    expect(text.indexOf('Not everything')).toBeLessThan(text.indexOf('No sign of mining.'));
    expect(read(renderHtml(case2018())).text).toContain('Set to mine, for an account. Not seen mining.');
  });

  it('shows readings with their ranges, what the answer hangs on, and how it was weighed', () => {
    const { text } = read(renderHtml(weighed()));
    for (const words of [
      'Which reading is how likely',
      'a prank or a false flag',
      'What it hangs on',
      'Pools paid the account before the file was built',
      'can be planted by anyone who can type',
      'A2: reliable source, probably true',
      'who/debug-messages is dear to forge: seen in three builds (an analyst, 2026-01-02)',
      'expected to move the leading reading by',
      'Disagrees with o16',
      'TLP:AMBER',
    ])
      expect(text).toContain(words);
    expect(text).toMatch(/\d+–\d+ %, best \d+ %/);
  });

  it('draws the money trail with what pools paid, wide and narrow', () => {
    const { tags, text } = read(renderHtml(weighed()));
    expect(tags.filter(({ attributes }) => /^trail (across|down)$/.test(attributes.get('class') ?? ''))).toHaveLength(
      2,
    );
    for (const words of ['paid 92.69 XMR in 120 payments', '48mxGC7M…uK7RDn', 'last share 2017-10-03'])
      expect(text).toContain(words);
  });

  it('draws no more boxes than a page can hold, and says how many it left out', () => {
    const report = weighed();
    const records = report.observations.filter(({ kind }) => kind === 'pool-record');
    const many = Array.from({ length: 30 }, (_, i) => {
      const [record] = records;
      return { ...record, id: `o${i + 100}`, value: { ...record?.value, pool: `pool-${i}` } };
    });
    // Records of a valid report, with other pools' names.
    const { tags, text } = read(renderHtml({ ...report, observations: [...report.observations, ...many] } as Report));
    expect(tags.filter(({ attributes }) => attributes.get('class') === 'box payer')).toHaveLength(2 * 10);
    expect(text).toContain('and 23 more boxes (--format json has all)');
  });

  it('shows bytes with those of the fact marked, and how they were decoded', () => {
    const { tags, text } = read(renderHtml(case2018()));
    expect(tags.filter(({ name }) => name === 'mark').length).toBeGreaterThan(10);
    expect(text).toContain('0006f2  2d 00 6f 00 20 00 62 00');
    expect(text).toContain('zip → hex-text');
    expect(text).toContain('5f2b6c1c0f9d4b8a7e6d5c4b3a29181706f5e4d3c2b1a0998877665544332211');
  });

  it('never shows an indicator that a click could open, not even as a source', () => {
    for (const report of [weighed(), case2018(), active(), crowded()])
      expect(renderHtml(report)).not.toMatch(/ryongnamsan\.edu|198\.51\.100\.7|pool\.example\.net/);
    expect(renderHtml(weighed())).toContain('href="https://arxiv.org/abs/1901.00846"');
  });

  it('is cut where a report is huge, and says so', () => {
    const report = weighed();
    const [first] = report.observations;
    const many = Array.from({ length: 20_000 }, (_, i) => ({ ...first, id: `o${i + 100}` }));
    const findings = many.slice(0, 5_000).map(({ id }, i) => ({
      ...report.findings[0],
      id: `f${i + 10}`,
      detector: `d${i}`,
      because: { all: Array.from({ length: 100 }, (_, j) => ({ saw: j === 0 ? id : `o${j + 200}` })) },
    }));
    const gaps = Array.from({ length: 20_000 }, (_, i) => ({ artifact: `/x/${i}`, code: 'encrypted', what: 'no' }));
    // Parts of a valid report, repeated.
    const html = renderHtml({ ...report, observations: many, findings, gaps } as Report);
    expect(html.length).toBeLessThan(8_000_000);
    expect(html).toContain('and 4,900 more findings (--format json has all)');
    expect(html).toContain('and 19,980 more parts (--format json has all)');
  });
});

/** What a sample may say wherever it has a say. */
const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><script>alert(1)</script>',
  '</title><svg onload=alert(1)>',
  '<!-- ]]> &lt;b&gt; &#x3c;',
  'javascript:alert(1)',
  'https://example.org/"onclick=x',
  '\u202egpj.exe\u0000\u001b[2J\ud800\r\n<b>',
];
/** Fields whose form the schema holds, or that others point to. */
const structural = new Set(
  'schema version generatedAt stage consent id kind size sha256 parent artifact offset length packet line time question confidence saw code band source base64 reliability credibility tlp forgeability grade by left trace type network dialect purpose form asked firstShare lastShare first last date'.split(
    ' ',
  ),
);

function poisoned(value: unknown, poison: () => string, key = ''): unknown {
  if (typeof value === 'string') return structural.has(key) ? value : poison();
  if (Array.isArray(value)) return value.map((item) => poisoned(item, poison, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poisoned(inner, poison, name)]));
}

describe('a hostile report', () => {
  it.each(attacks)('cannot make markup of %j in any field', (attack) => {
    for (const make of [weighed, active, hostile]) {
      // The shape is as it was; only texts are others.
      expectHarmless(renderHtml(poisoned(make(), () => attack) as Report));
    }
  });

  it('cannot do it with any text', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom(...attacks));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (texts) => {
        let i = 0;
        const report = poisoned(weighed(), () => texts[i++ % texts.length] ?? '') as Report;
        expectHarmless(renderHtml(report));
      }),
      { numRuns: 40 },
    );
  });

  it('shows such a text as the text it is', () => {
    const { text } = read(renderHtml(poisoned(case2018(), () => attacks[0] ?? '') as Report));
    expect(text).toContain('<script>alert(1)</script>');
  });
});
