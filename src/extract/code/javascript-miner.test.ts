import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { fixture } from './javascript-miner.fixture.ts';
import { javascriptMiner } from './javascript-miner.ts';

describe('javascript-miner', () => {
  it.each(fixture.fires)('sees $name', (example) => {
    expect(runExtractor(javascriptMiner, example).sightings).toMatchObject(example.expect);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runExtractor(javascriptMiner, example).sightings).toEqual([]);
  });
  it('says where the call stands, however much is before it', () => {
    const call = "new CoinHive.User('EXAMPLEKEYOFOURS', 'u')";
    const input = `${'é\n'.repeat(5_000)}var m = ${call}\nm.start()`;
    const [code] = runExtractor(javascriptMiner, { name: 'x', kind: 'page', input }).sightings;
    const bytes = new TextEncoder().encode(input);
    const place = bytes.subarray(code?.offset, (code?.offset ?? 0) + (code?.length ?? 0));
    expect(new TextDecoder().decode(place)).toBe("CoinHive.User('EXAMPLEKEYOFOURS'");
  });
  it('finds a miner in a bundle whose other jobs stand far before it', () => {
    const miner = fixture.fires.find(({ name }) => name.startsWith("a miner's own code"));
    const input = `job_id;${' '.repeat(400_000)}${miner?.input}`;
    const seen = runExtractor(javascriptMiner, { name: 'x', kind: 'source-code', input }).sightings;
    expect(seen).toMatchObject([{ value: { family: 'unknown', form: 'javascript' } }]);
  });
  it('needs every sign of the machinery and of the work', () => {
    const [miner] = fixture.fires.filter(({ name }) => name.startsWith("a miner's own code"));
    const words = String(miner?.input).split(';\n');
    fc.assert(
      fc.property(fc.nat(4), (left) => {
        const input = words.filter((_, i) => i !== left).join(';\n');
        expect(runExtractor(javascriptMiner, { name: 'x', kind: 'source-code', input }).sightings).toEqual([]);
      }),
    );
  });
});
