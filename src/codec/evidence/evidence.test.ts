import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { payloads } from '../../model/payloads.ts';
import { type EvidenceReading, readEvidence } from './evidence.ts';
import { evidenceJsonSchema } from './schema.ts';

const encoder = new TextEncoder();
const head = `davylamp-evidence: 1
sources:
  notes: {name: Our own notes, reliability: B, date: 2024-01-02}
  pool: {name: The pool itself, url: https://pool.example, reliability: A, tlp: green}
`;
const fact = (more = ''): string =>
  `  - id: a\n    says: It was so.\n    source: notes\n    credibility: 2\n    forgeability: cheap\n${more}`;

function read(text: string | Uint8Array): EvidenceReading {
  const result = readEvidence(typeof text === 'string' ? encoder.encode(text) : text);
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result.value;
}
const mistakesIn = (text: string): string[] => read(text).mistakes.map(({ what }) => what);
const refusal = (text: string | Uint8Array): string => {
  const result = readEvidence(typeof text === 'string' ? encoder.encode(text) : text);
  return 'what' in result ? result.what : result.status;
};

describe('an evidence file', () => {
  it('gives each item with its provenance and its place in bytes and lines', () => {
    const text = `# of our case\n${head}facts:\n${fact('    subject: "ä"\n')}`;
    const { header, items, mistakes, rejected } = read(text);
    expect({ mistakes, rejected }).toEqual({ mistakes: [], rejected: 0 });
    expect(header).toMatchObject({ line: 2, offset: 14, length: 17 });
    const [item] = items;
    expect(item).toMatchObject({
      kind: 'fact',
      line: 7,
      value: {
        item: 'a',
        subject: 'ä',
        provenance: {
          source: 'Our own notes',
          date: '2024-01-02',
          reliability: 'B',
          credibility: 2,
          tlp: 'clear',
          origin: 'notes',
          forgeability: 'cheap',
        },
      },
    });
    const bytes = encoder.encode(text);
    const quoted = new TextDecoder().decode(bytes.subarray(item?.offset, (item?.offset ?? 0) + (item?.length ?? 0)));
    expect(quoted).toMatch(/^id: a\n[\s\S]*subject: "ä"$/);
  });

  it.each([
    ['a byte order mark', `\ufeff${head}`],
    ['Windows line ends', head.replaceAll('\n', '\r\n')],
    ['a document mark', `---\n${head}`],
    ['quotes around its first key', head.replace('davylamp-evidence', '"davylamp-evidence"')],
  ])('may have %s', (_, start) => {
    expect(read(`${start}facts:\n${fact()}`).items).toHaveLength(1);
  });

  it('is read as JSON the same way', () => {
    const source = { name: 'n', reliability: 'C' };
    const json = { id: 'a', says: 's', source: 'n', credibility: 6, forgeability: 'none', indicators: ['x'] };
    const file = { 'davylamp-evidence': 1, sources: { n: source }, incidents: [json] };
    for (const text of [JSON.stringify(file), JSON.stringify(file, null, 2), JSON.stringify(file, null, '\t')])
      expect(read(text).items).toMatchObject([{ kind: 'incident', value: { item: 'a', indicators: ['x'] } }]);
  });

  it('takes the TLP of the source, the origin and its files where an item says nothing else', () => {
    const text = `${head}origins: {here: {files: [a.zip]}}\nfacts:\n${fact('    origin: here\n').replace('notes', 'pool')}`;
    expect(read(text).items).toMatchObject([
      { value: { provenance: { tlp: 'green', origin: 'here', originFiles: ['a.zip'], url: 'https://pool.example' } } },
    ]);
  });

  it('takes a number as it is written where text is wanted', () => {
    expect(read(`${head}facts:\n${fact('    value: 0010\n')}`).items).toMatchObject([{ value: { value: '0010' } }]);
  });

  it('passes markup and control characters on as they are', () => {
    const says = '<script>alert(1)</script>\u001b[31m\u202e';
    const text = `${head}facts:\n${fact().replace('It was so.', JSON.stringify(says))}`;
    expect(read(text).items).toMatchObject([{ value: { says } }]);
  });

  it('keeps facts that contradict one another', () => {
    const two = `${fact('    subject: s\n    value: x\n')}${fact('    subject: s\n    value: y\n').replace('id: a', 'id: b')}`;
    expect(read(`${head}facts:\n${two}`).items.map(({ value }) => 'value' in value && value.value)).toEqual(['x', 'y']);
  });

  it('is none without its mark in front', () => {
    for (const text of ['', 'a: 1\ndavylamp-evidence: 1\n', 'davylamp-evidence', 'davylamp-evidence-2: 1', '[]', '{}'])
      expect(readEvidence(encoder.encode(text))).toEqual({ status: 'not-this-format' });
    expect(readEvidence(encoder.encode(`#!/bin/sh\n${head}`))).toEqual({ status: 'not-this-format' });
  });
});

describe('each list of the form', () => {
  const common = 'id: x, says: s, source: notes, credibility: 3, forgeability: dear';
  it.each([
    [
      'pool-answers',
      'pool: p, address: a, paid: 1.5, payments: 2, last-share: 2018-04-17',
      'pool-record',
      { coin: 'monero', paid: 1.5, lastShare: '2018-04-17' },
    ],
    ['names', 'name: a.example, type: none, last: 2018-01-08', 'name-resolution', { type: 'none', last: '2018-01-08' }],
    [
      'prices',
      'coin: monero, currency: USD, points: {2018-01-02: 390.5, 2018-01-01: 350}',
      'price',
      {
        points: [
          { date: '2018-01-01', price: 350 },
          { date: '2018-01-02', price: 390.5 },
        ],
      },
    ],
    [
      'prices',
      'coin: monero, currency: USD, points: [{date: 2018-01-01, price: 350}]',
      'price',
      { points: [{ date: '2018-01-01', price: 350 }] },
    ],
    [
      'networks',
      'date: 2018-01-31, difficulty: 8.834e10, issued-per-day: 3863',
      'network-state',
      { coin: 'monero', blockSeconds: 120, issuedPerDay: 3863 },
    ],
    ['tariffs', 'of: electricity, price: 0.3, currency: EUR, watts: 60', 'tariff', { of: 'electricity', watts: 60 }],
    ['judgements', 'question: who, likelihood: {prank: 0.7}, by: me', 'judgement', { likelihood: { prank: 0.7 } }],
  ])('%s: %s', (list, own, kind, value) => {
    expect(read(`${head}${list}:\n  - {${common}, ${own}}\n`)).toMatchObject({
      mistakes: [],
      items: [{ kind, value }],
    });
  });

  it('overrides, which have no source but a reason and a name', () => {
    const override = '{id: o, question: who, indicator: reused-parts, ignore: true, reason: r, by: me}';
    const { items } = read(`${head}overrides:\n  - ${override}\n`);
    expect(items).toMatchObject([{ kind: 'override', value: { item: 'o', ignore: true, by: 'me' } }]);
    expect(items[0]?.value).not.toHaveProperty('provenance');
  });

  it("pool-answers with the pool's own answer, as JSON, as text or as YAML", () => {
    const answer = {
      amtPaid: 5_367_268_569_100,
      amtDue: 0,
      hash: 0,
      lastHash: 1523923200,
      totalHashes: 1,
      txnCount: 7,
    };
    for (const written of [JSON.stringify(answer), `'${JSON.stringify(answer)}'`]) {
      const text = `${head}pool-answers:\n  - {${common}, pool: supportXMR, address: a, answer: ${written}}\n`;
      expect(read(text)).toMatchObject({ mistakes: [], items: [{ value: { paid: 5.3672685691, payments: 7 } }] });
    }
  });

  it("networks with a node's own answer", () => {
    const answer = {
      block_header: { difficulty: 1000, height: 5, reward: 600_000_000_000, timestamp: 1517356800 },
      status: 'OK',
    };
    const text = `${head}networks:\n  - {${common}, answer: ${JSON.stringify(answer)}}\n`;
    expect(read(text)).toMatchObject({ mistakes: [], items: [{ value: { difficulty: 1000, reward: 0.6 } }] });
  });
});

describe('a mistake costs its item and is told with its line and what to do', () => {
  const broken = (from: string, to: string): string =>
    `${head}facts:\n${fact()}${fact().replace('id: a', 'id: b').replace(from, to)}`;
  it.each([
    ['credibility: 2', 'credibility: 7', 'line 14: facts[2].credibility is 7; it takes 1 to 6'],
    ['credibility: 2', 'credibility: high', 'line 14: facts[2].credibility is "high"; it takes 1 to 6'],
    ['    credibility: 2\n', '', 'line 11: facts[2].credibility is missing; it takes 1 to 6'],
    [
      'source: notes',
      'source: note',
      'line 13: facts[2].source is "note", which `sources` does not have; did you mean `notes`?',
    ],
    ['credibility', 'credability', 'line 14: `credability` is no key of facts[2]; did you mean `credibility`?'],
    ['id: b', 'id: a', 'line 11: facts[2].id is "a", as on line 6; each item needs its own'],
    ['It was so.', '[1, 2]', 'line 12: facts[2].says is a list; it takes text'],
    ['It was so.', '', 'line 12: facts[2].says is empty; it takes text'],
    ['cheap', 'easy', 'line 15: facts[2].forgeability is "easy"; it takes one of cheap, moderate, dear, none'],
    [
      'cheap',
      'cheap\n    date: 2023-02-30',
      'line 16: facts[2].date is "2023-02-30"; it takes a day that exists, such as 2018-04-17, or a moment, such as 2018-04-17T12:00:00Z',
    ],
    [
      'cheap',
      'cheap\n    date: 2016',
      'line 16: facts[2].date is 2016; it takes a day that exists, such as 2018-04-17, or a moment, such as 2018-04-17T12:00:00Z',
    ],
    [
      'cheap',
      'cheap\n    shows: [paid-before]',
      'line 16: facts[2].shows[1] is "paid-before"; it takes a list of indicators, such as who/paid-before-build',
    ],
    ['It was so.', '*a', 'line 12: `*a` refers to another place; write it out here'],
    ['cheap', 'cheap\n    id: c', 'line 16: `id` is given a second time, first on line 11; keep one of them'],
    ['cheap', 'cheap\n    __proto__: {x: 1}', 'line 16: `__proto__` cannot be used as a key'],
    ['cheap', 'cheap\n    ? [a]\n    : b', 'line 16: a key must be a word or a piece of text'],
  ])('%j -> %j', (from, to, what) => {
    const { items, rejected, mistakes } = read(broken(from, to));
    expect(mistakes.map((mistake) => mistake.what)).toContain(what);
    expect({ items: items.map(({ value }) => value.item), rejected }).toEqual({ items: ['a'], rejected: 1 });
    const line = Number(/^line (\d+)/.exec(what)?.[1]);
    expect(mistakes[0]).toMatchObject({ line });
    const before = encoder.encode(broken(from, to)).subarray(0, mistakes[0]?.offset);
    expect(new TextDecoder().decode(before).split('\n')).toHaveLength(line);
  });

  it.each([
    [
      'a source with a mistake',
      'reliability: B',
      'reliability: G',
      [
        'line 3: sources.notes.reliability is "G"; it takes a letter, A to F',
        'line 8: facts[1] rests on the source "notes", which has a mistake',
      ],
    ],
    [
      'facts that are no list',
      'facts:\n',
      'facts: x\nnames:\n',
      [
        'line 5: facts takes a list: each item begins on a line of its own with a dash',
        'line 7: names[1].name is missing; it takes text',
        'line 7: names[1].type is missing; it takes one of A, AAAA, CNAME, NS, MX, TXT, SOA, none',
      ],
    ],
  ])('%s', (_, from, to, expected) => {
    expect(mistakesIn(`${head}facts:\n${fact()}`.replace(from, to))).toEqual(expected);
  });

  it('figures beside a recorded answer would contradict it unseen', () => {
    const item = 'id: x, says: s, source: pool, credibility: 1, forgeability: dear, pool: p, address: a';
    expect(mistakesIn(`${head}pool-answers:\n  - {${item}, paid: 1, answer: {}}\n`)).toEqual([
      'line 6: pool-answers[1] has an `answer` and `paid`; keep one of them, or make two items',
    ]);
    expect(mistakesIn(`${head}pool-answers:\n  - {${item}, answer: "<html>"}\n`)[0]).toMatch(
      /^line 6: pool-answers\[1\] has an `answer` that cannot be read: /,
    );
  });

  it('keys that every object of JavaScript has are keys like any other', () => {
    const item = 'id: x, says: s, source: pool, credibility: 1, forgeability: dear, question: who';
    const likelihood = '{constructor: 5, toString: 0.5}';
    expect(mistakesIn(`${head}judgements:\n  - {${item}, likelihood: ${likelihood}}\n`)).toEqual([
      'line 6: judgements[1].likelihood.constructor is 5; it takes 1 at most',
    ]);
  });

  it('a source with hundreds of wrong keys is told of five', () => {
    const keys = Array.from({ length: 300 }, (_, i) => `, q${i}: 1`).join('');
    expect(mistakesIn(head.replace('reliability: A', `reliability: A${keys}`))).toHaveLength(5);
  });

  it('a wrong id is held against the first hundred sources, so that thousands of each are no work', () => {
    const ids = Array.from({ length: 101 }, (_, i) => `${'z'.repeat(10)}${100 + i}`);
    const many = ids.map((id) => `  ${id}: {name: S, reliability: A}\n`).join('');
    const told = (source: string): string | undefined =>
      mistakesIn(`davylamp-evidence: 1\nsources:\n${many}facts:\n${fact().replace('notes', source)}`)[0];
    expect(told('x100')).toMatch(/does not have$/);
    expect(told('zzzzzzzzz100')).toMatch(/did you mean `zzzzzzzzzz100`\?$/);
    expect(told('z'.repeat(25))).toMatch(/does not have$/);
  });

  it('an amount in the smallest parts of a coin is more than there is of it', () => {
    const item = 'id: x, says: s, source: pool, credibility: 1, forgeability: dear, pool: p, address: a';
    expect(mistakesIn(`${head}pool-answers:\n  - {${item}, paid: 5615000000000000}\n`)).toEqual([
      'line 6: pool-answers[1] has more `paid` than was ever issued of monero; write it in whole coins',
    ]);
    expect(mistakesIn(`${head}pool-answers:\n  - {${item}, paid: 5615}\n`)).toEqual([]);
  });

  it('figures whose sum or quotient would be infinite are none', () => {
    const item = 'says: s, source: pool, credibility: 1, forgeability: dear';
    const price = (id: string, figure: string): string =>
      `  - {id: ${id}, ${item}, coin: monero, currency: USD, points: {2018-01-01: ${figure}}}\n`;
    expect(mistakesIn(`${head}prices:\n${price('a', '1e308')}${price('b', '5e-324')}${price('c', '0')}`)).toEqual([
      'line 6: prices[1] has the figure 1e+308; no figure is so great or so small',
      'line 7: prices[2] has the figure 5e-324; no figure is so great or so small',
    ]);
    const text = read(`${head}facts:\n${fact('    value: 1e308\n')}`);
    expect(text.items).toMatchObject([{ value: { value: '1e308' } }]);
  });

  it('forty empty items are forty mistakes, and nothing deeper', () => {
    const { rejected, mistakes } = read(`${head}facts:\n${'  -\n'.repeat(40)}`);
    expect(rejected).toBe(40);
    expect(mistakes[0]?.what).toBe('line 6: facts[1] is empty; it takes keys and values');
  });

  it('a thousand mistakes are not told one by one', () => {
    const many = Array.from({ length: 1000 }, (_, i) => `  - {id: ${i}}\n`).join('');
    const { mistakes, rejected } = read(`${head}facts:\n${many}`);
    expect({ rejected, told: mistakes.length }).toEqual({ rejected: 1000, told: 201 });
    expect(mistakes.at(-1)?.what).toMatch(/more mistakes from here on are not told one by one$/);
  });

  it('items and prices beyond the bounds are left out, and it says so', () => {
    const items = Array.from(
      { length: 5_010 },
      (_, i) => `  - {id: i${i}, says: s, source: notes, credibility: 1, forgeability: none}\n`,
    );
    const { items: kept, rejected, mistakes } = read(`${head}facts:\n${items.join('')}`);
    expect([kept.length, rejected, mistakes.length]).toEqual([5_000, 10, 1]);
    expect(mistakes[0]?.what).toMatch(
      /^line 5006: a file may have 5000 items: this one and 9 after it in facts are left/,
    );
    const days = Array.from({ length: 10_001 }, (_, i) => `${new Date(i * 86_400_000).toISOString().slice(0, 10)}: 1`);
    const price = (id: string): string =>
      `  - {id: ${id}, says: s, source: notes, credibility: 1, forgeability: none, coin: monero, currency: USD, points: {${days}}}\n`;
    const prices = read(`${head}prices:\n${price('a')}${price('b')}`);
    expect([prices.items.length, prices.rejected]).toEqual([1, 1]);
    expect(prices.mistakes[0]?.what).toBe(
      'line 7: prices[2]: a file may have 20000 prices in all; put these into another file',
    );
  });
});

describe('what makes all of it unusable is one sentence with its line', () => {
  it.each([
    ['facts:\n  - a: [1, 2\nx: 1\n', /^line \d+: this is no YAML: /],
    ['facts:\n\t- a: b\n', /^line 6: (a tab stands where blanks must be|this is no YAML)/],
    ['fact: []\n', /^line 5: `fact` is no key of an evidence file; did you mean `facts`\?$/],
    ['pools: []\n', /^line 5: `pools` is no key of an evidence file/],
    ['sources: {}\n', /^line 5: `sources` is given a second time, first on line 2; keep one of them$/],
    ['facts: *x\n', /^line 5: `\*x` refers to another place; write it out here$/],
    ['title: [a]\n', /^line 5: file\.title is a list; it takes text$/],
    ['---\nfacts: []\n', /^line 5: a second document begins here/],
    [`facts: ${'['.repeat(100_000)}`, /^line 5: this is nested too deeply/],
    [`facts:\n  ${'- '.repeat(100_000)}`, /^line 6: this is nested too deeply/],
    ['about: "\\x\\x"\n', /^line 5: a backslash in double quotes must begin/],
    ['facts: ]\n', /^line 5: this bracket closes nothing/],
    [`facts: [${'a,'.repeat(300_000)}]\n`, /^line 5: the file has more parts than are read/],
  ])('%.40j', (rest, what) => {
    expect(refusal(head + rest)).toMatch(what);
  });

  it('another version, bytes that are no UTF-8, and a file too large', () => {
    expect(refusal('davylamp-evidence: 2\n')).toBe('line 1: this file is of form 2; this Davylamp reads form 1');
    const latin1 = Uint8Array.from([...encoder.encode(head), 0x23, 0xfc, 0x0a]);
    expect(refusal(latin1)).toBe('line 5: this is not text in UTF-8; save the file as UTF-8');
    expect(refusal(`${head}#${'x'.repeat(2 << 20)}`)).toBe(
      'an evidence file may have 2 MiB; split it into several files',
    );
  });
});

describe('whatever the bytes', () => {
  const example = readFileSync('examples/2018-installer/evidence.yaml');

  it('it never throws, and every item keeps to the model and lies within the file', () => {
    fc.assert(
      fc.property(
        fc.nat(example.length - 1),
        fc.uint8Array({ minLength: 1, maxLength: 12 }),
        fc.nat(3),
        (at, put, cut) => {
          const bytes = Uint8Array.from([...example.subarray(0, at), ...put, ...example.subarray(at + cut)]);
          const result = readEvidence(bytes);
          if (result.status !== 'ok') return;
          for (const { kind, value, offset, length } of result.value.items) {
            expect(payloads[kind].safeParse(value).success).toBe(true);
            expect(offset + length).toBeLessThanOrEqual(bytes.length);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the page for analysts', () => {
  const page = readFileSync('docs/evidence-files.md', 'utf8');
  const samples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, sample = '']) => sample);

  it('begins with a whole file that is read without a mistake', () => {
    const { items, mistakes } = read(samples[0] ?? '');
    expect(mistakes).toEqual([]);
    expect(items.length).toBeGreaterThan(3);
  });

  it('shows items of every list, each read without a mistake', () => {
    const parts = samples.slice(1).map((sample) => read(`${sources}${sample}`));
    for (const { mistakes } of parts) expect(mistakes).toEqual([]);
    expect(new Set(parts.flatMap(({ items }) => items.map(({ kind }) => kind))).size).toBe(9);
  });

  it('quotes mistakes as they are told', () => {
    const told = [...page.matchAll(/^ {4}line \d+: (.*)$/gm)].map(([, words = '']) => words);
    const source = readFileSync('src/codec/evidence/evidence.test.ts', 'utf8');
    expect(told.length).toBeGreaterThan(4);
    for (const words of told) expect(source, words).toContain(words);
  });
});

/** What the page's parts rest on. */
const sources = `davylamp-evidence: 1
sources:
  ours: {name: Our own notes, reliability: B}
  nanopool: {name: nanopool, reliability: A}
`;

describe('the published form', () => {
  it('is a JSON Schema that knows every list and closes each', () => {
    const schema = JSON.parse(evidenceJsonSchema());
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(['davylamp-evidence', 'sources', 'facts', 'pool-answers', 'overrides']),
    );
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties.facts.items.additionalProperties).toBe(false);
    expect(schema.properties.facts.items.required).toEqual(['id', 'says', 'source', 'credibility', 'forgeability']);
  });
});
