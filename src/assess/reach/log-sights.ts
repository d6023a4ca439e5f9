/**
 * What logs show to have been done around the time when a miner was started: records of the machine itself, and no
 * script's intentions. Whatever else was set up at that hour is told, too: whoever knows the machine can tell them apart.
 */
import type { Case } from '../../model/case.ts';
import type { LogAction } from '../../model/log-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import type { Sight } from '../../model/question-table.ts';
import { firstMining } from '../entry/coverage.ts';
import { ofKind } from '../evidence.ts';
import { listedNames } from '../long-names.ts';
import { minersStarted, whereAndWhen } from '../started.ts';

/** An hour before the miner first showed, and a day after it. */
const beforeMs = 3_600_000;
const afterMs = 86_400_000;

const starting: Partial<Readonly<Record<LogAction['action'], string>>> = {
  'service-installed': 'a service',
  'task-made': 'a task',
  'key-added': 'a key',
  'account-made': 'an account',
  'account-raised': 'more rights for an account',
};

/** A log shows that a miner was started. */
export function* minerRan(evidence: Case): Generator<Sight> {
  const [first, ...others] = minersStarted(evidence);
  if (first)
    yield { observation: first, with: others, says: `A log shows that a miner was started${whereAndWhen(first)}` };
}

/** A log shows that something was set up that starts again, or lets somebody in again. */
export function* startWasSetUp(evidence: Case): Generator<Sight> {
  const [first, ...others] = actionsAround(evidence).filter(({ value }) => value.action in starting);
  if (first === undefined) return;
  const names = [first, ...others].map(({ value }) => `${starting[value.action]}: ${value.what}`);
  yield { observation: first, with: others, says: `A log shows what was set up then: ${listedNames(names, 3)}` };
}

/** A log shows that a defence was switched off, or a log cleared. */
export function* defenceWentOff(evidence: Case): Generator<Sight> {
  const isDefence = ({ value }: Observation<'log-action'>): boolean =>
    value.action === 'defence-off' || value.action === 'log-cleared';
  const [first, ...others] = actionsAround(evidence).filter(isDefence);
  if (first === undefined) return;
  const names = [first, ...others].map(({ value }) => value.what);
  yield {
    observation: first,
    with: others,
    says: `A log shows that a defence went off, or a log was cleared: ${listedNames(names, 3)}`,
  };
}

function actionsAround(evidence: Case): Observation<'log-action'>[] {
  const moment = firstMining(evidence);
  if (moment === undefined) return [];
  return ofKind(evidence, 'log-action').filter(({ value }) => {
    const after = Date.parse(value.start ?? '') - moment;
    return after >= -beforeMs && after <= afterMs;
  });
}
