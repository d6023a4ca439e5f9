/** What the check of an earlier report shows. */
import type { ItemCheck, ReachItem } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { Sight } from '../../model/question-table.ts';
import { listedNames } from '../long-names.ts';
import { machineIn } from '../reach/miner-ties.ts';
import { itemChecks, judgedKeys, kindOfCheck } from './verify.ts';

/** All items of these kinds are in this state: the machine itself, as it was looked at now, says so. */
function* whereAll(
  evidence: Case,
  kinds: readonly ReachItem['what'][],
  state: ItemCheck['state'],
  says: (names: string) => string,
): Generator<Sight> {
  const observation = machineIn(evidence);
  const checks = (itemChecks(evidence) ?? []).filter(
    ({ key }) => kinds.includes(kindOfCheck(key)) && !judgedKeys(evidence).has(key),
  );
  if (observation === undefined || checks.length === 0 || checks.some((one) => one.state !== state)) return;
  yield {
    observation,
    says: says(
      listedNames(
        checks.map(({ place }) => place),
        3,
      ),
    ),
  };
}

export function processEnded(evidence: Case): Iterable<Sight> {
  return whereAll(evidence, ['process'], 'gone', (names) => `What mined runs no more (${names})`);
}

export function filesGone(evidence: Case): Iterable<Sight> {
  return whereAll(evidence, ['file'], 'gone', (names) => `Its files are gone (${names})`);
}

export function nothingStartsIt(evidence: Case): Iterable<Sight> {
  const says = (names: string): string => `What started it is gone, and nothing new does (${names})`;
  return whereAll(evidence, ['autostart', 'container'], 'gone', says);
}

export function* cameBack(evidence: Case): Generator<Sight> {
  const observation = machineIn(evidence);
  const back = (itemChecks(evidence) ?? []).filter(({ state }) => state === 'came-back');
  if (observation === undefined || back.length === 0) return;
  const names = listedNames(
    back.map(({ place }) => place),
    3,
  );
  yield { observation, says: `It came back after the earlier report: ${names}` };
}
