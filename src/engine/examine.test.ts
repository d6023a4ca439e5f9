import { describe, expect, test } from 'vitest';
import { naiveSieve } from '../../tests/naive-sieve.ts';
import { defaultLimits, type Limits } from '../model/limits.ts';
import type { Decoder, Extractor, WholeDecoder, WindowDecoder } from '../model/units.ts';
import { defineDecoder, defineExtractor } from '../model/units.ts';
import { examine } from './examine.ts';
import { contextBytes } from './extraction.ts';
import { Rooms } from './hold.ts';
import type { Examined } from './ledger.ts';
import { nodeHost, sharedHost } from './node/host.ts';
import { Dispatcher, wantedBy } from './registry.ts';
import { memorySource, ReadFailure, type Source } from './source.ts';
import type { Workbench } from './workbench.ts';

const capacity = 256 * 1024;

/** Sees each place of a literal, and how much stood around it. */
const marks: Extractor = defineExtractor({
  id: 'marks',
  title: 'marks',
  emits: ['mining-term'],
  anchors: [{ text: 'MARKED-HERE' }],
  *extract(view) {
    for (const hit of view.hits) {
      const around = `${Math.min(hit.offset, contextBytes)} ${Math.min(view.bytes.length - hit.offset, contextBytes)}`;
      yield { kind: 'mining-term', value: { term: around, category: 'miner' }, offset: hit.offset, length: hit.length };
    }
  },
});

/** Opens `BOX`, a child after each `|`. */
const boxes: WholeDecoder = defineDecoder({
  id: 'boxes',
  title: 'boxes',
  mode: 'whole',
  accepts: (head) => head[0] === 0x42 && head[1] === 0x4f && head[2] === 0x58,
  *decode(bytes) {
    const parts = new TextDecoder().decode(bytes.subarray(3)).split('|');
    for (const [i, part] of parts.entries()) yield { name: `part${i}`, bytes: new TextEncoder().encode(part) };
  },
});

function bench(
  limits: Partial<Limits>,
  extractors: readonly Extractor[],
  decoders: readonly Decoder[] = [],
): Workbench {
  return {
    host: nodeHost,
    limits: { ...defaultLimits, ...limits },
    registry: { decoders, extractors, sweeps: [], detectors: [], assessors: [] },
    dispatcher: new Dispatcher(extractors, decoders),
    sieve: naiveSieve(wantedBy(extractors, decoders), capacity),
    rooms: new Rooms(),
  };
}

const source = (bytes: Uint8Array | string) =>
  memorySource('sample', typeof bytes === 'string' ? Buffer.from(bytes) : bytes, nodeHost.sha256);

const offsets = (examined: Examined): number[] => examined.seen.map((seen) => seen.sighting.offset);

test('nothing stands in an empty source', async () => {
  const examined = await examine(source(''), bench({}, [marks]));
  expect(examined).toMatchObject({ seen: [], gaps: [], bytes: 0 });
});

test.each([0, 1, 63, 64 * 1024, 128 * 1024, 256 * 1024 - 11, 256 * 1024 - 5, 256 * 1024, 300_000, 999_989])(
  'a mark at %i is seen once, at its place, with its context',
  async (at) => {
    const bytes = new Uint8Array(1_000_000).fill(0x2e);
    bytes.set(Buffer.from('MARKED-HERE'), at);
    const examined = await examine(source(bytes), bench({}, [marks]));
    expect(offsets(examined)).toEqual([at]);
    const context = `${Math.min(at, contextBytes)} ${Math.min(bytes.length - at, contextBytes)}`;
    expect(examined.seen[0]?.sighting.value).toMatchObject({ term: context });
    expect(examined.bytes).toBe(bytes.length);
  },
);

test.each([capacity - 1, capacity, capacity + 1, capacity * 2 - 128 * 1024, capacity * 2])(
  'a mark at the end of %i bytes is seen once',
  async (size) => {
    const bytes = new Uint8Array(size).fill(0x2e);
    bytes.set(Buffer.from('MARKED-HERE'), size - 11);
    expect(offsets(await examine(source(bytes), bench({}, [marks])))).toEqual([size - 11]);
  },
);

test('an excerpt shows what stood there', async () => {
  const examined = await examine(source('before MARKED-HERE after'), bench({}, [marks]));
  const excerpt = examined.seen[0]?.excerpt;
  expect(excerpt?.offset).toBe(0);
  expect(Buffer.from(excerpt?.base64 ?? '', 'base64').toString()).toBe('before MARKED-HERE after');
});

test('parts of parts are examined and named by their parents', async () => {
  const examined = await examine(source('BOXnothing|BOXa|MARKED-HERE'), bench({}, [marks], [boxes]));
  expect(examined.artifacts.map((artifact) => artifact.name)).toContain('sample!part2');
  expect(examined.seen.map((seen) => examined.artifacts[seen.artifact]?.name)).toEqual(['sample!part2']);
});

test('what is nested deeper than the limit is a gap, and searched as it is', async () => {
  const examined = await examine(source('BOXMARKED-HERE'), bench({ depth: 0 }, [marks], [boxes]));
  expect(examined.gaps).toMatchObject([{ code: 'limit-depth' }]);
  expect(offsets(examined)).toEqual([3]);
});

test('more parts than the limit are a gap, and those before it are examined', async () => {
  const examined = await examine(
    source('BOXMARKED-HERE|MARKED-HERE|MARKED-HERE'),
    bench({ children: 2 }, [marks], [boxes]),
  );
  expect(examined.gaps).toMatchObject([{ code: 'limit-count' }]);
  expect(examined.seen).toHaveLength(2);
});

test('an artifact too large to unpack is searched as it is', async () => {
  const examined = await examine(source('BOXMARKED-HERE'), bench({ wholeBytes: 4 }, [marks], [boxes]));
  expect(examined.gaps).toMatchObject([{ code: 'limit-bytes' }]);
  expect(offsets(examined)).toEqual([3]);
});

test('more observations than the limit are a gap', async () => {
  const examined = await examine(source('MARKED-HERE '.repeat(50)), bench({ observationsPerKind: 10 }, [marks]));
  expect(examined.seen).toHaveLength(10);
  expect(examined.gaps).toMatchObject([{ code: 'limit-count' }]);
});

test('a unit that crashes costs its own observations only', async () => {
  const broken: Extractor = defineExtractor({
    ...marks,
    id: 'broken',
    extract: () => [].map(() => null as never).concat(fail()),
  });
  const examined = await examine(source('MARKED-HERE'), bench({}, [marks, broken]));
  expect(examined.seen).toHaveLength(1);
  expect(examined.gaps).toMatchObject([{ code: 'crashed', what: 'a defect in broken: oh' }]);
});

function fail(): never[] {
  throw new Error('oh');
}

test('a passive unit is called only where another saw something', async () => {
  const calls: string[] = [];
  const context: Extractor = defineExtractor({
    id: 'context',
    title: 'context',
    emits: ['build-trace'],
    passive: true,
    extract(view) {
      calls.push(view.name);
      return [];
    },
  });
  await examine(source('nothing here'), bench({}, [marks, context]));
  expect(calls).toEqual([]);
  await examine(source('MARKED-HERE'), bench({}, [marks, context]));
  expect(calls).toEqual(['sample']);
  calls.length = 0;
  const behind: Decoder = defineDecoder({
    id: 'behind',
    title: 'behind',
    mode: 'inner',
    accepts: (head) => head[0] === 0x50,
    *decode(bytes) {
      yield { name: 'behind', bytes: bytes.map((byte) => byte ^ 1) };
    },
  });
  const hidden = Buffer.from('P.MARKED-HERE').map((byte, i) => (i < 2 ? byte : byte ^ 1));
  await examine(source(hidden), bench({}, [marks, context], [behind]));
  expect(calls).toEqual(['sample!behind', 'sample']);
});

test('a decoder that takes pieces gets its rest again, and its children are examined', async () => {
  const taken: number[] = [];
  const lines: Decoder = defineDecoder({
    id: 'lines',
    title: 'lines',
    mode: 'stream',
    kind: 'log',
    accepts: (_head, name) => name === 'sample',
    open() {
      const ready: Uint8Array[] = [];
      return {
        push(bytes) {
          taken.push(bytes.length);
          const end = bytes.lastIndexOf(10) + 1;
          ready.push(bytes.slice(0, end));
          return end;
        },
        end() {},
        *drain() {
          for (const bytes of ready.splice(0)) yield { name: 'lines', bytes };
        },
      };
    },
  });
  const text = `#${'x'.repeat(99_999)}\n${'y'.repeat(199_999)}MARKED-HERE\n`;
  const examined = await examine(source(text), bench({}, [marks], [lines]));
  expect(examined.artifacts[0]).toMatchObject({ kind: 'log', size: text.length });
  expect(offsets(examined)).toEqual([199_999]);
  expect(taken).toEqual([capacity, text.length - 100_001]);
});

describe('what hostile input may cost', () => {
  const waker = (id: string, extract: Extractor['extract']): Extractor =>
    defineExtractor({ id, title: id, emits: ['mining-term'], anchors: [{ text: 'MARKED-HERE' }], extract });

  test('a unit that never comes back is ended, in the main thread too', async () => {
    const endless = waker('endless', function* () {
      for (;;) yield* [];
    });
    const host = sharedHost();
    const hasty = { ...host, within: (_ms: number, work: () => void) => host.within(100, work) };
    const examined = await examine(source('MARKED-HERE'), { ...bench({}, [endless, marks]), host: hasty });
    expect(examined.seen).toHaveLength(1);
    expect(examined.gaps).toMatchObject([{ code: 'limit-time' }]);
    expect(examined.gaps[0]?.what).toMatch(/^endless took more than/);
  });

  test('a decoder of endless things that turn out to be none gives them back', async () => {
    const broken: Decoder = defineDecoder({
      id: 'broken',
      title: 'broken',
      mode: 'stream',
      kind: 'capture',
      accepts: (_head, name) => name === 'sample',
      open: () => ({
        push: (bytes) => bytes.length,
        end() {},
        *drain() {
          yield { gap: { code: 'malformed', what: 'not a capture', offset: 0 } };
        },
      }),
    });
    const examined = await examine(source(`${' '.repeat(capacity)}MARKED-HERE`), bench({}, [marks], [broken]));
    expect(offsets(examined)).toEqual([capacity]);
    expect(examined.gaps).toMatchObject([{ code: 'malformed' }]);
    expect(examined.bytes).toBe(capacity + 11);
  });

  test('names of parts are cut, and so are names of their parts', async () => {
    const named: WholeDecoder = defineDecoder({
      ...boxes,
      *decode(bytes) {
        yield { name: 'n'.repeat(50_000), bytes: bytes.subarray(3) };
      },
    });
    const examined = await examine(source('BOXBOXMARKED-HERE'), bench({}, [marks], [named]));
    expect(examined.artifacts.map(({ name }) => name.length)).toEqual([6, 1_008, 2_010]);
  });

  test('gaps are bounded, and the rest is counted', async () => {
    const broken: WholeDecoder = defineDecoder({
      ...boxes,
      *decode() {
        for (let i = 0; i < 20_000; i++) yield { gap: { code: 'malformed', what: `place ${i}` } };
      },
    });
    const { gaps } = await examine(source('BOX'), bench({ observationsPerKind: 1e9 }, [marks], [broken]));
    expect(gaps).toHaveLength(5_001);
    expect(gaps.at(-1)).toMatchObject({ code: 'limit-count', what: '15000 more gaps are left out' });
  });

  test('parts of which there is nothing to say take no memory', async () => {
    const examined = await examine(source(`BOX${'|'.repeat(1_000)}MARKED-HERE`), bench({}, [marks], [boxes]));
    expect(examined.artifacts).toMatchObject([{ name: 'sample' }, { name: 'sample!part1000', parent: 0 }]);
  });

  test('a source that ends in an error keeps what was seen before', async () => {
    const text = Buffer.from(`MARKED-HERE${' '.repeat(2 * capacity)}`);
    const { read, ...rest } = source(text);
    let calls = 0;
    const failing = {
      ...rest,
      read(target: Uint8Array) {
        if (++calls > 1) throw new ReadFailure('read-error', 'gone');
        return read(target);
      },
      sha256(): string {
        throw new ReadFailure('read-error', 'gone');
      },
    };
    const examined = await examine(failing, bench({}, [marks]));
    expect(offsets(examined)).toEqual([0]);
    expect(examined.gaps).toMatchObject([{ code: 'read-error', what: 'gone' }]);
    expect(examined.artifacts[0]).not.toHaveProperty('sha256');
  });
});

describe('a part that comes in pieces', () => {
  const content = Buffer.concat([Buffer.alloc(700_000, '.'), Buffer.from('MARKED-HERE'), Buffer.alloc(50)]);
  const inPieces: WholeDecoder = defineDecoder({
    ...boxes,
    *decode() {
      yield {
        name: 'long',
        async *pieces() {
          for (let at = 0; at < content.length; at += 60_001) yield content.subarray(at, at + 60_001);
        },
      };
    },
  });

  test('is searched and hashed like any other', async () => {
    const examined = await examine(source('BOX'), bench({}, [marks], [inPieces]));
    expect(offsets(examined)).toEqual([700_000]);
    expect(examined.artifacts[1]).toMatchObject({
      name: 'sample!long',
      size: content.length,
      sha256: nodeHost.sha256(content),
    });
  });

  test('is cut where the limit is reached, and counted once however often it is read', async () => {
    const cut = await examine(source('BOX'), bench({ unpackedBytes: 700_020 }, [marks], [inPieces]));
    expect(cut.gaps).toMatchObject([{ code: 'limit-bytes' }]);
    const whole = await examine(source('BOX'), bench({ unpackedBytes: content.length }, [marks], [inPieces]));
    expect(whole.gaps).toEqual([]);
  });
});

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

/** Source bytes that come once, as from a pipe. */
const pipe = (content: string): Source => {
  const { name, read, close, sha256 } = source(content);
  return { name, size: undefined, waits: true, read, close, sha256, rewind: () => false };
};
describe('a decoder that reads in series', () => {
  /** `SER`, then parts of a digit and as many bytes. */
  const series: Decoder = defineDecoder({
    id: 'series',
    title: 'series',
    mode: 'serial',
    accepts: (head) => head[0] === 0x53 && head[1] === 0x45 && head[2] === 0x52,
    async *decode(reader) {
      await reader.skip(3);
      for (let i = 0; ; i++) {
        const [digit] = await reader.read(1);
        if (digit === undefined) return;
        if (digit < 0x30 || digit > 0x39)
          return yield { gap: { code: 'malformed', what: 'no digit', offset: reader.position } };
        const length = (digit - 0x30) * 100_000;
        if (i % 2 === 0) yield { name: `part${i}`, bytes: await reader.read(length) };
        else yield { name: `part${i}`, once: true, pieces: () => reader.pieces(length) };
      }
    },
  });
  const part = (digit: number, content: string): string => `${digit}${content.padEnd(digit * 100_000, '.')}`;
  const sample = `SER${part(5, 'MARKED-HERE')}${part(3, '..MARKED-HERE')}${part(1, 'x')}${part(2, 'MARKED-HERE')}`;

  test.each(['a file', 'a pipe'])(
    'gets its bytes in order from %s, larger than the buffer as it may be',
    async (kind) => {
      const from = kind === 'a pipe' ? pipe(sample) : source(sample);
      const examined = await examine(from, bench({}, [marks], [series]));
      expect(examined.gaps).toEqual([]);
      expect(examined.bytes).toBe(sample.length);
      expect(examined.artifacts.map(({ name, size }) => [name, size])).toEqual([
        ['sample', sample.length],
        ['sample!part0', 500_000],
        ['sample!part1', 300_000],
        ['sample!part3', 200_000],
      ]);
      expect(offsets(examined)).toEqual([0, 2, 0]);
    },
  );

  test('gives hashes of what can be read again', async () => {
    const { artifacts } = await examine(source(sample), bench({}, [marks], [series]));
    expect(artifacts.map(({ sha256 }) => sha256 !== undefined)).toEqual([true, true, false, false]);
  });

  test('that finds nothing leaves the artifact to be searched as it is', async () => {
    for (const from of [source('SERxMARKED-HERE'), pipe('SERxMARKED-HERE')]) {
      const examined = await examine(from, bench({}, [marks], [series]));
      expect(offsets(examined)).toEqual([4]);
      expect(examined.gaps).toMatchObject([{ code: 'malformed', offset: 4 }]);
    }
  });
});

describe('a decoder of what stands inside', () => {
  const behind: Decoder = defineDecoder({
    id: 'behind',
    title: 'behind',
    mode: 'inner',
    accepts: (head) => head[0] === 0x50,
    anchors: [{ text: 'LOOK-INSIDE' }],
    *decode(bytes) {
      yield { name: 'behind', bytes: bytes.subarray(2), from: { offset: 2, length: bytes.length - 2 }, how: 'a key' };
    },
  });

  test.each([source, pipe])('opens it, and the whole is searched as well', async (from) => {
    const examined = await examine(from('P.MARKED-HERE'), bench({}, [marks], [behind]));
    expect(offsets(examined)).toEqual([2, 0]);
    expect(examined.artifacts[1]).toMatchObject({ decodedBy: 'behind', from: { offset: 2, length: 11 }, how: 'a key' });
  });

  test('is woken by an anchor, too', async () => {
    const long = `..LOOK-INSIDE${' '.repeat(3 * capacity)}MARKED-HERE`;
    const examined = await examine(source(long), bench({ depth: 1 }, [marks], [behind]));
    expect(offsets(examined)).toEqual([13 + 3 * capacity, 11 + 3 * capacity]);
    expect(examined.gaps).toMatchObject([{ artifact: 1, code: 'limit-depth' }]);
  });

  test('does not look into what may not be held', async () => {
    const examined = await examine(source('P.MARKED-HERE'), bench({ wholeBytes: 4 }, [marks], [behind]));
    expect(offsets(examined)).toEqual([2]);
    expect(examined.gaps).toMatchObject([{ code: 'limit-bytes' }]);
  });
});

describe('a decoder of stretches', () => {
  const turned: Decoder = defineDecoder({
    id: 'turned',
    title: 'turned',
    mode: 'window',
    anchors: [{ text: 'TURN-THIS:' }],
    *open({ bytes, hits }) {
      for (const { offset, length } of hits) {
        const start = offset + length;
        const newline = bytes.indexOf(10, start);
        const end = newline < 0 ? bytes.length : newline;
        yield {
          name: `turned@${start}`,
          bytes: bytes.slice(start, end).reverse(),
          from: { offset: start, length: end - start },
        };
      }
    },
  });

  test('gives children with their place, after the search', async () => {
    const padding = ' '.repeat(2 * capacity);
    const sample = `MARKED-HERE${padding}TURN-THIS:EREH-DEKRAM\n`;
    const examined = await examine(source(sample), bench({}, [marks], [turned]));
    expect(offsets(examined)).toEqual([0, 0]);
    expect(examined.artifacts[1]?.from).toEqual({ offset: 21 + padding.length, length: 11 });
  });

  test('opens what it opened itself, down to the limit of depth', async () => {
    const reversed = (content: string): string => [...content].reverse().join('');
    const twice = `TURN-THIS:${reversed('TURN-THIS:EREH-DEKRAM')}`;
    const deep = await examine(source(twice), bench({}, [marks], [turned]));
    expect(deep.artifacts.at(-1)?.name).toMatch(/^sample!turned@10!turned@\d+$/);
    const shallow = await examine(source(twice), bench({ depth: 1 }, [marks], [turned]));
    expect(shallow.artifacts).toHaveLength(2);
    expect(shallow.gaps).toMatchObject([{ artifact: 1, code: 'limit-depth' }]);
  });

  test('looks once at what several come to', async () => {
    const again: WindowDecoder = { ...(turned as WindowDecoder), id: 'turned-too' };
    const examined = await examine(source('TURN-THIS:EREH-DEKRAM'), bench({}, [marks], [turned, again]));
    expect(examined.artifacts.map(({ decodedBy }) => decodedBy)).toEqual([undefined, 'turned']);
  });

  test('may open so much and no more', async () => {
    const flood: Decoder = defineDecoder({
      ...turned,
      id: 'flood',
      *open() {
        for (let i = 0; i < 100; i++) yield { name: `flood${i}`, bytes: new Uint8Array(1024 * 1024) };
      },
    } as WindowDecoder);
    const examined = await examine(source('TURN-THIS:'), bench({}, [marks], [flood]));
    expect(examined.gaps).toMatchObject([{ code: 'limit-bytes' }]);
  });
});

test('a decoder that never comes back costs its artifact, in the main thread too', async () => {
  const endless: WholeDecoder = defineDecoder({
    ...boxes,
    *decode() {
      yield { name: 'first', bytes: text('MARKED-HERE') };
      for (;;);
    },
  });
  const host = sharedHost();
  const hasty = { ...host, within: (_ms: number, work: () => void) => host.within(100, work) };
  const examined = await examine(source('BOX'), { ...bench({}, [marks], [endless]), host: hasty });
  expect(examined.seen).toHaveLength(1);
  expect(examined.gaps).toMatchObject([{ code: 'limit-time' }]);
});

test('a decoder that crashes costs the artifact that it was at, and not those around it', async () => {
  const crashing: WholeDecoder = defineDecoder({
    ...boxes,
    id: 'crashing',
    accepts: (head) => head[0] === 0x21,
    decode: fail,
  });
  const examined = await examine(source('BOX!oh|MARKED-HERE'), bench({}, [marks], [crashing, boxes]));
  expect(examined.artifacts.map(({ name }) => name)).toEqual(['sample', 'sample!part0', 'sample!part1']);
  expect(examined.gaps).toMatchObject([{ artifact: 1, code: 'crashed', what: 'a defect in Davylamp: oh' }]);
  expect(examined.seen).toHaveLength(1);
});

test('a large source may unpack to more', async () => {
  const part = 'x'.repeat(1_000);
  const examined = await examine(source(`BOX${part}|${part}`), bench({ unpackedBytes: 100 }, [marks], [boxes]));
  expect(examined.gaps).toEqual([]);
});
