import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { miningConfigSchema } from '../../model/payloads.ts';
import { wallet, wide } from './samples.ts';
import { fixture, whole } from './xmrig-config.fixture.ts';
import { xmrigConfig } from './xmrig-config.ts';

const run = (input: string | Uint8Array) => runExtractor(xmrigConfig, { name: 'case', input });

describe('xmrig-config', () => {
  it.each(fixture.fires)('reads $name', (example) => {
    const { sightings } = runExtractor(xmrigConfig, example);
    expect(sightings).toMatchObject(example.expect);
    for (const { value } of sightings) expect(() => miningConfigSchema.parse(value)).not.toThrow();
  });

  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runExtractor(xmrigConfig, example).sightings).toEqual([]);
  });

  it('does not call a whole configuration damaged', () => {
    expect(run(whole).sightings[0]?.value).not.toHaveProperty('damaged');
  });

  it('says where the configuration stands, in ASCII and in UTF-16LE', () => {
    const object = whole.trimEnd();
    expect(run(`ab ${whole}`).sightings).toMatchObject([{ offset: 3, length: object.length }]);
    expect(run(wide(`ab ${whole}`)).sightings).toMatchObject([{ offset: 6, length: 2 * object.length }]);
  });

  it('finds each of several', () => {
    expect(run(`${whole}\0\0${whole}\n\n${whole}`).sightings).toHaveLength(3);
  });

  it('takes the pool from any beginning that holds it', () => {
    const end = whole.indexOf('"pass"');
    for (let cut = end; cut < whole.length; cut += 7)
      expect(run(whole.slice(0, cut)).sightings).toMatchObject([{ value: { pools: [{ wallet }] } }]);
  });

  it('stays within the schema on damaged files', () => {
    const damage = fc.array(
      fc.tuple(fc.nat(whole.length - 1), fc.constantFrom('', '"', '{', '}', '[', ',', '\\', '\0', 'x')),
    );
    fc.assert(
      fc.property(damage, (changes) => {
        const text = [...whole];
        for (const [at, sign] of changes) text[at] = sign;
        for (const { value, length } of run(text.join('')).sightings) {
          miningConfigSchema.parse(value);
          expect(length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
