/**
 * A log holds what a miner prints while it mines: shares that a pool accepted, or a speed beside a pool. It is the miner's
 * own word, and the log may have been brought from another machine, as people do who ask for help.
 * Does not see: whom it mined for, and whether it still does.
 */
import type { MinerOutput } from '../../model/log-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';

const mostClaims = 50;

export const minerOutput: Detector<'miner-output'> = defineDetector({
  id: 'miner-output',
  title: 'A miner wrote down that it mined',
  stage: 'active',
  techniques: ['T1496.001'],
  confidence: 'moderate',
  needs: ['miner-output'],
  couldBe: [
    'a miner that the owner of the machine runs on purpose',
    'a log that was copied here from another machine, as for a question in a forum',
  ],
  *detect({ 'miner-output': outputs }) {
    for (const output of outputs.filter(({ value }) => showsWork(value)).slice(0, mostClaims)) yield claimOf(output);
  },
});

/** A pool that it was to use, and no result, shows that it was started. */
function showsWork({ accepted, rejected, rate = 0, pools }: MinerOutput): boolean {
  return accepted + rejected > 0 || (rate > 0 && pools.length > 0);
}

function claimOf(output: Observation<'miner-output'>): Claim {
  const { program = 'a miner', machine, pools, accepted, rejected, rate, start } = output.value;
  const sent = accepted + rejected;
  const work = [
    ...(sent > 0 ? [`${accepted} of ${sent} ${sent === 1 ? 'share' : 'shares'} accepted`] : []),
    ...(rate === undefined ? [] : [`up to ${Math.round(rate)} hashes a second`]),
  ].join(', ');
  const where = machine === undefined ? '' : ` on ${machine}`;
  const pool = pools[0] === undefined ? '' : ` at ${pools[0]}`;
  const since = start === undefined ? '' : `, from ${start.slice(0, 16).replace('T', ' ')} on`;
  return {
    title: `By its own log, ${program} mined${where}${pool}: ${work}${since}`,
    because: saw(output, 'its output'),
  };
}
