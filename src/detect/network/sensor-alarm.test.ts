import { describe, expect, it } from 'vitest';
import type { DetectorCase } from '../../../tests/fixture.ts';
import { runDetector } from '../../../tests/harness.ts';
import type { Claim } from '../../model/units.ts';
import { fixture } from './sensor-alarm.fixture.ts';
import { sensorAlarm } from './sensor-alarm.ts';

const base = fixture.fires[0]?.seen[0]?.value;

function claims(...alarms: object[]): Claim[] {
  const seen = alarms.map((value) => ({ kind: 'sensor-alert', value: { ...base, ...value } }) as const);
  return runDetector(sensorAlarm, { name: 'case', seen } satisfies DetectorCase);
}

describe('sensor-alarm', () => {
  it.each(fixture.fires)('claims $stage for $name', (example) => {
    const [claim, ...others] = runDetector(sensorAlarm, example);
    expect(claim?.stage).toBe(example.stage);
    expect(others).toEqual([]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(sensorAlarm, example)).toEqual([]);
  });
  it('never says that mining was seen, however many alarms there are', () => {
    const many = Array.from({ length: 300 }, (_, i) => ({ signature: `Example miner rule ${i}`, times: 50 }));
    const [claim, ...others] = claims(...many);
    expect(others).toEqual([]);
    expect(claim).toMatchObject({ stage: 'configured', confidence: 'moderate' });
    expect(claim?.because).toHaveProperty('any.length', 20);
  });
  it('makes one claim a machine, by its gravest alarm', () => {
    const found = claims({ signature: 'Example DNS query to a coin pool' }, {}, { client: '192.0.2.11:5' });
    expect(found.map(({ stage, title }) => [stage, title])).toEqual([
      [
        'configured',
        'Suricata raised 2 alarms about mining, first of all “Example miner logs in to a pool” on 192.0.2.10',
      ],
      ['configured', 'Suricata raised an alarm about mining, “Example miner logs in to a pool” on 192.0.2.11'],
    ]);
  });
  it.each([
    ['ET POLICY Cryptocurrency Miner Checkin', 'Potential Corporate Privacy Violation', 'configured'],
    ['ET POLICY Monero Mining Pool DNS Lookup', 'Potential Corporate Privacy Violation', 'mention'],
    ['ET INFO Observed Stratum Mining Pool Domain', 'Misc activity', 'mention'],
    ['ET POLICY Crypto Coin Miner', 'Policy violation', 'mention'],
  ])('goes by what a rule matches, not by the shelf that it stands on: %s', (signature, category, stage) => {
    expect(claims({ signature, category })[0]?.stage).toBe(stage);
  });
  it('tells alarms without a machine by their words', () => {
    expect(claims({ client: undefined }, { client: undefined, signature: 'Example miner B' })).toHaveLength(2);
  });
});
