import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { at, autostartOf, configOf, fileOf } from '../../../tests/machine-story.ts';
import { fixture } from './miner-autostart.fixture.ts';
import { minerAutostart } from './miner-autostart.ts';

describe('miner-autostart', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(minerAutostart, example);
    expect(claims.map((claim) => claim.stage ?? minerAutostart.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(minerAutostart, example)).toEqual([]);
  });
  it('says what starts it, when, and for whom', () => {
    const [claim] = runDetector(minerAutostart, {
      name: 'x',
      seen: [
        autostartOf({ starts: '/tmp/x -o pool.example.com:3333', when: '*/5 * * * *', user: 'root', mines: true }),
        at('/etc/cron.d/x', configOf(), 'config'),
      ],
    });
    expect(claim).toMatchObject({
      title:
        'A cron entry (/etc/cron.d/x, as root) starts a miner for wallet 4AAAAAAAAAAA…AAAAAAAA, */5 * * * *: /tmp/x -o pool.example.com:3333',
      confidence: 'high',
      techniques: ['T1496.001', 'T1053.003'],
      because: { all: [{ saw: 'o1' }, { saw: 'o2' }] },
    });
  });
  it('is unsure where only the parent of a miner ties it to one, and says what else it could be', () => {
    const example = fixture.fires.find(({ name }) => name.includes('parent'));
    const [claim] = runDetector(minerAutostart, example ?? { name: '', seen: [] });
    expect(claim).toMatchObject({ confidence: 'low', couldBe: [expect.stringContaining('broken into')] });
  });
  it('keeps the dates of what it starts', () => {
    const [claim] = runDetector(minerAutostart, {
      name: 'x',
      seen: [autostartOf({ programs: ['/tmp/x'], mines: true }), fileOf({ path: '/tmp/x', form: 'program' })],
    });
    expect(claim?.because).toMatchObject({ all: [{ saw: 'o1' }, { saw: 'o2' }] });
  });
});
