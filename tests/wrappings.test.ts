/**
 * One configuration in every wrapping, and in wrappings of wrappings: what comes out must be the same, and the report
 * must say how it was reached.
 */
import { describe, expect, test } from 'vitest';
import { conclude } from '../src/engine/conclude.ts';
import { examine } from '../src/engine/examine.ts';
import { sharedHost } from '../src/engine/node/host.ts';
import { planSieve, workbench } from '../src/engine/node/workbench.ts';
import { registry } from '../src/engine/registry.ts';
import { memorySource } from '../src/engine/source.ts';
import { whole } from '../src/extract/config/xmrig-config.fixture.ts';
import { defaultLimits } from '../src/model/limits.ts';
import type { Observation } from '../src/model/observation.ts';
import type { Report } from '../src/model/report.ts';
import { archives } from './wrappings/archives.ts';
import { encodings } from './wrappings/encodings.ts';
import { canWrap, encode, type Wrapping } from './wrappings/wrapping.ts';

const bench = { ...workbench(planSieve(), defaultLimits), host: sharedHost() };

async function scanned(name: string, bytes: Uint8Array): Promise<Report> {
  const started = new Date(0);
  const examined = await examine(memorySource(name, bytes, bench.host.sha256), bench);
  const evidence = { examined: [examined], pathGaps: [], files: 1, bytes: bytes.length };
  return conclude({ ...evidence, inputs: [name], started, finished: started, version: '0' }, registry, defaultLimits);
}

function configs({ observations }: Report): Observation<'mining-config'>[] {
  return observations.flatMap((seen) => (seen.kind === 'mining-config' ? [seen] : []));
}

const bare = configs(await scanned('config.json', encode(whole)))[0]?.value;

/** The configuration must come out once at least, each time the same, by way of these decoders. */
async function holds(called: string, bytes: Uint8Array, by: readonly Wrapping['by'][]): Promise<void> {
  const report = await scanned(called, bytes);
  const found = configs(report);
  expect(found.length, `gaps: ${JSON.stringify(report.gaps)}`).toBeGreaterThan(0);
  // Only where it stands may differ: a script's text folded has it as a script's.
  for (const { value } of found) expect({ ...value, source: 'json' }).toEqual(bare);
  const ways = found.map(({ via }) => via);
  expect(
    ways.some((way) => by.every((decoders) => [decoders].flat().some((decoder) => way.includes(decoder)))),
    ways.map((way) => way.join(' > ')).join('\n'),
  ).toBe(true);
}

const all = [...archives, ...encodings];
const here = all.filter(canWrap);
const missing = all.filter((wrapping) => !canWrap(wrapping));

test.skip.each(missing)('$name: $needs.from is not installed', () => {});

test('the configuration as it is', () => {
  expect(bare).toMatchObject({ miner: 'xmrig', pools: [{ host: 'xmr.pool.test', port: 443, worker: 'w1' }] });
});

describe('the configuration comes out the same', () => {
  test.each(here)('of $name', async ({ wrap, called, by }) => {
    await holds(called ?? 'sample', wrap(encode(whole)), [by]);
  });
});

const stepOn = (from: number, step: number): Wrapping | undefined => here[(from + step) % here.length];
const fits = (outer: Wrapping, inner: Wrapping): boolean =>
  (!outer.takesText || inner.givesText === true) && !(outer.takesForm && inner.givesNoise);
/** As `test.each` names it. */
const named = (name: string, ...layers: readonly Wrapping[]) => ({ name, layers });

/** Each wrapping around three others, chosen by steps so that all kinds meet. */
const pairs = here.flatMap((outer, i) =>
  [1, 5, 11].flatMap((step) => {
    const inner = stepOn(i, step);
    return inner && fits(outer, inner) ? [named(`${inner.name}, in ${outer.name}`, inner, outer)] : [];
  }),
);

const triples = here.flatMap((outer, i) => {
  const [middle, inner] = [stepOn(i, 3), stepOn(i, 8)];
  if (!middle || !inner || !fits(outer, middle) || !fits(middle, inner)) return [];
  return [named(`${inner.name}, in ${middle.name}, in ${outer.name}`, inner, middle, outer)];
});

describe('two and three deep', () => {
  test.each([...pairs, ...triples])('$name', async ({ layers }) => {
    const wrapped = layers.reduce((bytes, { wrap }) => wrap(bytes), encode(whole));
    await holds(
      layers.at(-1)?.called ?? 'sample',
      wrapped,
      layers.map(({ by }) => by),
    );
  });
});
