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
import type { MiningConfig } from '../src/model/payloads.ts';
import type { Report } from '../src/model/report.ts';
import { archives } from './wrappings/archives.ts';
import { documents } from './wrappings/documents.ts';
import { encodings } from './wrappings/encodings.ts';
import { executables } from './wrappings/executables.ts';
import { scripts } from './wrappings/scripts.ts';
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

/** A miner's command line, for wrappings that hide one. */
const command = encode(
  'xmrig -o pool.example.com:3333 -u 888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H -p x --donate-level 1\n',
);
const bare = {
  configuration: configs(await scanned('config.json', encode(whole)))[0]?.value,
  command: configs(await scanned('run.sh', command))[0]?.value,
};

/** What the innermost wrapping holds. */
const payloadOf = (inner: Wrapping | undefined): 'command' | 'configuration' =>
  inner?.takes === 'command' ? 'command' : 'configuration';

/** Only where it stands may differ: a script's text folded has it as a script's. */
function apartFromPlace(value: MiningConfig | undefined): Partial<MiningConfig> {
  const { source: _, within: __, ...rest } = value ?? {};
  return rest;
}

/** Layers of wrappings, the innermost first: what they hold must come out once at least, each time the same. */
async function holds(layers: readonly Wrapping[]): Promise<void> {
  const payload = payloadOf(layers[0]);
  const wrapped = layers.reduce((bytes, { wrap }) => wrap(bytes), payload === 'command' ? command : encode(whole));
  const report = await scanned(layers.at(-1)?.called ?? 'sample', wrapped);
  const found = configs(report);
  expect(found.length, `gaps: ${JSON.stringify(report.gaps)}`).toBeGreaterThan(0);
  for (const { value } of found) expect(apartFromPlace(value)).toEqual(apartFromPlace(bare[payload]));
  const ways = found.map(({ via }) => via);
  expect(
    ways.some((way) => layers.every(({ by }) => !by || [by].flat().some((decoder) => way.includes(decoder)))),
    ways.map((way) => way.join(' > ')).join('\n'),
  ).toBe(true);
}

const all = [...archives, ...encodings, ...scripts, ...documents, ...executables];
const here = all.filter(canWrap);
const missing = all.filter((wrapping) => !canWrap(wrapping));

test.skip.each(missing)('$name: $needs.from is not installed', () => {});

test('what is to be wrapped, as it is', () => {
  expect(bare.configuration).toMatchObject({ miner: 'xmrig', pools: [{ host: 'xmr.pool.test', port: 443 }] });
  expect(bare.command).toMatchObject({ miner: 'xmrig', pools: [{ host: 'pool.example.com', port: 3333 }] });
});

describe('what was wrapped comes out the same', () => {
  test.each(here)('of $name', async (wrapping) => {
    await holds([wrapping]);
  });
});

const stepOn = (from: number, step: number): Wrapping | undefined => here[(from + step) % here.length];

function fits(outer: Wrapping, inner: Wrapping): boolean {
  if (outer.takes === 'text') return inner.gives === 'text';
  if (outer.takes === 'form') return inner.gives !== 'noise';
  return outer.takes === undefined;
}

/** As `test.each` names it. */
const named = (name: string, ...layers: readonly Wrapping[]) => ({ name, layers });

/** Each wrapping around two others, chosen by steps so that all kinds meet. */
const pairs = here.flatMap((outer, i) =>
  [1, 23].flatMap((step) => {
    const inner = stepOn(i, step);
    return inner && fits(outer, inner) ? [named(`${inner.name}, in ${outer.name}`, inner, outer)] : [];
  }),
);

const triples = here.flatMap((outer, i) => {
  const [middle, inner] = [stepOn(i, 3), stepOn(i, 37)];
  if (!middle || !inner || !fits(outer, middle) || !fits(middle, inner)) return [];
  return [named(`${inner.name}, in ${middle.name}, in ${outer.name}`, inner, middle, outer)];
});

describe('two and three deep', () => {
  test.each([...pairs, ...triples])('$name', async ({ layers }) => {
    await holds(layers);
  });
});
