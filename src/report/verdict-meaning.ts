/** What a report's verdict means to someone who never heard of the ladder. */

import { entryKinds } from '../model/log-kinds.ts';
import { machineKinds } from '../model/machine-kinds.ts';
import type { Report, VerdictStage } from '../model/report.ts';
import { besideSessions } from '../model/traffic-kinds.ts';
import { indexEvidence, restsOn } from './evidence-index.ts';
import { stageMeaning } from './words.ts';

const unreadMeaning: { readonly [S in VerdictStage]?: string } = {
  mention:
    'Something here has to do with mining: a name that was asked for, a coin’s node, another tool’s alarm. Nothing shows that anything mines or is set to.',
  capability: 'Traffic here looks somewhat like a miner’s. It was not read, and nothing is known to be set up.',
  configured: 'Traffic points to a miner that is set up. What it said was not read.',
  active: 'Traffic shows what a miner does, at a place where miners work. What it said was not read.',
};

const alarmMeaning =
  'Another tool raised an alarm about mining. That is its claim: the traffic itself was not read here.';

const printedMeaning = 'A miner’s own log shows that it mined. Whether it still does, a log cannot show.';

const rulesMeaning = 'Rules of yours matched. Davylamp itself saw no sign of mining.';

const entryMeaning = 'Logs show that somebody came in, or tried hard to. Nothing here mines, and nothing is set to.';

const machineMeaning =
  'The machine shows something that intruders leave, or that administrators set up so. Nothing here mines, and nothing is set to.';

const startingMeaning =
  'A miner is set to start by itself here. No account that it would mine for was found, and it was not seen mining.';

const leftMeaning = 'No sign of mining, but parts of what the earlier report lists are there.';

const left: ReadonlySet<string> = new Set(['still-there', 'came-back', 'changed']);

/** An earlier report of the machine was checked again, and not all of it is gone. */
export function isNotGone({ answers }: Report): boolean {
  return answers.some(({ checks }) => checks?.items.some(({ state }) => left.has(state)));
}

/** Not where a service that was perhaps broken into is the miner's parent. */
function isSetToStart({ detector, confidence }: Report['findings'][number]): boolean {
  return detector === 'miner-autostart' && confidence !== 'low';
}

/** Weaker words where all that the verdict rests on stood beside traffic. */
export function verdictMeaning(report: Report): string {
  const { stage } = report.verdict;
  if (stage === 'none' && isNotGone(report)) return leftMeaning;
  const unread = unreadMeaning[stage];
  if (unread === undefined) return stageMeaning[stage];
  const index = indexEvidence(report);
  const leading = report.findings.filter((finding) => finding.stage === stage);
  const seen = leading.flatMap(({ because }) => restsOn(because, index));
  if (stage === 'mention' && seen.length > 0) {
    if (seen.every(({ kind }) => kind === 'rule-match')) return rulesMeaning;
    if (seen.every(({ kind }) => kind === 'rule-match' || entryKinds.has(kind))) return entryMeaning;
    if (seen.every(({ kind }) => kind === 'rule-match' || entryKinds.has(kind) || machineKinds.has(kind)))
      return machineMeaning;
  }
  if (stage === 'capability' && leading.some(isSetToStart)) return startingMeaning;
  if (stage === 'active' && seen.length > 0 && seen.every(({ kind }) => kind === 'miner-output')) return printedMeaning;
  if (seen.length === 0 || !seen.every(({ kind }) => besideSessions.has(kind))) return stageMeaning[stage];
  return seen.every(({ kind }) => kind === 'sensor-alert') && stage !== 'mention' ? alarmMeaning : unread;
}
