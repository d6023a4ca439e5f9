import { describe, expect, it } from 'vitest';
import { naiveSieve } from '../../tests/naive-sieve.ts';
import { defaultLimits } from '../model/limits.ts';
import { defineSweep, type SweepExtractor, type SweepView } from '../model/units.ts';
import { examine } from './examine.ts';
import { Rooms } from './hold.ts';
import { nodeHost } from './node/host.ts';
import { Dispatcher, wantedBy } from './registry.ts';
import { memorySource } from './source.ts';
import type { Workbench } from './workbench.ts';

const anchor = 'lookup of';

function readerOf(pushed: SweepView[]): SweepExtractor<'name-lookup'> {
  return defineSweep({
    id: 'toy',
    title: 'a toy log',
    emits: ['name-lookup'],
    anchors: [{ text: anchor }],
    accepts: (head) => Buffer.from(head).toString('latin1').startsWith('#toy'),
    open: () => ({
      *push(view) {
        pushed.push({ ...view, bytes: view.bytes.slice() });
        for (const { offset } of view.hits) {
          const value = { name: 'pool.example', sensor: 'dns-log' } as const;
          yield { kind: 'name-lookup', value, offset: view.base + offset, length: anchor.length };
        }
      },
      *end() {
        const value = { name: 'sum.example', sensor: 'dns-log' } as const;
        yield { kind: 'name-lookup', value, offset: 0, length: 4, excerpt: Buffer.from('#toy') };
        yield { gap: { code: 'malformed', what: 'one line', offset: 7 } };
      },
    }),
  });
}

function bench(sweep: SweepExtractor, capacity: number): Workbench {
  const dispatcher = new Dispatcher([], [], [sweep]);
  return {
    host: nodeHost,
    limits: defaultLimits,
    registry: { decoders: [], extractors: [], sweeps: [sweep], detectors: [], assessors: [] },
    dispatcher,
    sieve: naiveSieve(wantedBy([], [], [sweep]), capacity),
    rooms: new Rooms(),
  };
}

describe('a sweep', () => {
  const line = `${'x'.repeat(1000)} ${anchor} pool.example\n`;
  const log = Buffer.from(`#toy\n${line.repeat(600)}`);

  it('is handed every byte of the artifact once, in order, with its surroundings', async () => {
    const pushed: SweepView[] = [];
    await examine(memorySource('a.log', log, nodeHost.sha256), bench(readerOf(pushed), 256 * 1024));
    expect(pushed.length).toBeGreaterThan(2);
    const due = pushed.map(({ bytes, from, to }) => Buffer.from(bytes.subarray(from, to)));
    expect(Buffer.concat(due).equals(log)).toBe(true);
    expect(pushed.map(({ last }) => last)).toEqual([...pushed.slice(1).map(() => false), true]);
  });

  it('enters what it sees by its place in the whole artifact', async () => {
    const examined = await examine(memorySource('a.log', log, nodeHost.sha256), bench(readerOf([]), 256 * 1024));
    const offsets = examined.seen.map(({ sighting }) => sighting.offset);
    expect(offsets).toEqual([0, ...Array.from({ length: 600 }, (_, i) => 5 + i * line.length + 1001)]);
    expect(Buffer.from(examined.seen.at(-1)?.excerpt?.base64 ?? '', 'base64').toString()).toContain(anchor);
    expect(examined.gaps).toEqual([{ artifact: 0, code: 'malformed', what: 'one line', offset: 7 }]);
    expect(examined.artifacts[0]?.kind).toBe('log');
  });

  it('is not woken by what it does not accept', async () => {
    const other = Buffer.from(line.repeat(3));
    const examined = await examine(memorySource('b.log', other, nodeHost.sha256), bench(readerOf([]), 256 * 1024));
    expect(examined.seen).toEqual([]);
  });
});
