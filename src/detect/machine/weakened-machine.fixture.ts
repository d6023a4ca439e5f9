import type { DetectorCase, DetectorFixture } from '../../../tests/fixture.ts';
import { processOf } from '../../../tests/machine-story.ts';
import type { MachineSetting } from '../../model/machine-payloads.ts';

function setting(...why: MachineSetting['why']): DetectorCase['seen'][number] {
  return { kind: 'machine-setting', value: { setting: 'x', value: '1', says: 'what it means', why } };
}

export const fixture: DetectorFixture = {
  fires: [
    { name: 'a hidden module', stage: 'mention', seen: [setting('hides', 'kernel-extended')] },
    {
      name: 'a defence that is off beside a miner',
      stage: 'mention',
      seen: [setting('defence-off'), setting('tuned-for-mining'), processOf({ why: ['mines'] })],
    },
  ],
  silent: [
    { name: 'huge pages', seen: [setting('tuned-for-mining')] },
    { name: 'a defence that is off', seen: [setting('defence-off'), processOf({ why: ['busy'] })] },
    { name: 'a history that is not kept', seen: [setting('hides')] },
    {
      name: "a module from elsewhere, beside a miner's process",
      seen: [setting('kernel-extended'), processOf({ why: ['mines'] })],
    },
  ],
};
