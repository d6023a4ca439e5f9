import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyScript } from '../../../tests/any-script.ts';
import { runExtractor } from '../../../tests/harness.ts';
import { minerCommand } from '../config/miner-command.ts';
import { fixture } from './rival-kill.fixture.ts';
import { rivalKill } from './rival-kill.ts';
import { dropper, wallet } from './samples.ts';

describe('rival-kill', () => {
  it.each(fixture.fires)('sees $name', (example) => {
    expect(runExtractor(rivalKill, example).sightings).toMatchObject(example.expect);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runExtractor(rivalKill, example).sightings).toEqual([]);
  });
  it('says on which line, and where in bytes, in UTF-16 as well', () => {
    const input = Buffer.from('cd /tmp\npkill -f xmrig\n', 'utf16le');
    const { sightings } = runExtractor(rivalKill, { name: 'wide', kind: 'script', input });
    expect(sightings).toMatchObject([{ offset: 16, length: 28, line: 2 }]);
  });
  it('leaves the pool that a dropper mines at to its own configuration', () => {
    const { sightings } = runExtractor(rivalKill, { name: 'x', kind: 'script', input: dropper });
    const told = JSON.stringify(sightings.map(({ value }) => ({ ...value, command: undefined })));
    expect(told).toContain('xmr.nanopool.org:14444');
    expect(told).not.toContain('pool.example.net');
    const configs = runExtractor(minerCommand, { name: 'x', kind: 'script', input: dropper }).sightings;
    expect(configs).toMatchObject([{ value: { pools: [{ host: 'pool.example.net', wallet }] } }]);
  });
  it.each([
    `pkill -f "xmrig -o pool.supportxmr.com:3333 -u ${wallet}"\n`,
    `ps aux | grep "./a -o pool.supportxmr.com:3333 -u ${wallet}" | awk '{print $2}' | xargs kill -9\n`,
    `pkill -f ${wallet}\n`,
    `wmic process where "commandline like '%-o pool.supportxmr.com:3333 -u ${wallet}%'" delete\r\n`,
  ])('takes a pool and an account by which it kills for the rival’s: %s', (input) => {
    const example = { name: 'x', kind: 'script', input } as const;
    expect(runExtractor(minerCommand, example).sightings).toEqual([]);
    // The wallet alone wakes nothing here: in a list of kills a known name stands beside it.
    const listed = { ...example, input: `${input}pkill kinsing\n` };
    expect(runExtractor(rivalKill, listed).sightings).toHaveLength(2);
  });
  it('takes any text', () => {
    fc.assert(
      fc.property(anyScript('pkill xmrig', 'kill $p'), (input) => {
        const bytes = Buffer.from(input).length;
        for (const { offset, length } of runExtractor(rivalKill, { name: 'x', kind: 'script', input }).sightings)
          expect(offset >= 0 && length > 0 && offset + length <= bytes + 1).toBe(true);
      }),
    );
  });
});
