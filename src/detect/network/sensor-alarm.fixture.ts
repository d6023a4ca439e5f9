import type { DetectorCase, DetectorFixture } from '../../../tests/fixture.ts';
import type { SensorAlert } from '../../model/network-payloads.ts';

const alarm: SensorAlert = {
  sensor: 'suricata',
  signature: 'Example miner logs in to a pool',
  category: 'Crypto Currency Mining Activity Detected',
  client: '192.0.2.10:40000',
  server: '198.51.100.7:3333',
};

function raised(name: string, ...alarms: Partial<SensorAlert>[]): DetectorCase {
  return { name, seen: alarms.map((value) => ({ kind: 'sensor-alert', value: { ...alarm, ...value } })) };
}

export const fixture: DetectorFixture = {
  fires: [
    { ...raised("an alarm about a miner's own traffic", {}), stage: 'configured' },
    { ...raised('an alarm that blocked', { action: 'blocked', times: 40 }), stage: 'configured' },
    { ...raised('an alarm about a name', { signature: 'Example DNS query to a coin pool' }), stage: 'mention' },
    {
      ...raised('an alarm about a policy', {
        signature: 'Example coin traffic',
        category: 'Potential Corporate Policy Violation',
      }),
      stage: 'mention',
    },
  ],
  silent: [{ name: 'no alarm', seen: [] }],
};
