/**
 * Is it mining? The ladder gives the first words, by the highest finding, and their confidence is that finding's. What it
 * amounts to (a miner at work, a copy for study, mere talk) is weighed by tables/what.ts and never changes the verdict.
 * Does not see: a machine. Where files alone were looked at, whether anything ran stays open.
 */
import type { Answer } from '../model/answer.ts';
import type { Case } from '../model/case.ts';
import { addressOf } from '../model/endpoint.ts';
import type { Confidence, Stage } from '../model/finding.ts';
import { entryKinds } from '../model/log-kinds.ts';
import { machineKinds } from '../model/machine-kinds.ts';
import type { ObservationKind, Payload } from '../model/observation.ts';
import { besideSessions } from '../model/traffic-kinds.ts';
import { type Assessor, defineAssessor } from '../model/units.ts';
import { contactsAt } from './contacts.ts';
import { spokenPlace } from './container-places.ts';
import { highestStage, idsOf, leadingFindings, ofKind, supporting } from './evidence.ts';
import { cut, listedNames } from './long-names.ts';
import { machineIn, minersRunning } from './reach/miner-ties.ts';
import { minersStarted, whereAndWhen } from './started.ts';
import { whatTable } from './tables/what.ts';
import { plainAnswer, sentence, weighedAnswer } from './weighed-answer.ts';
import { unknown } from './weighing/posterior.ts';
import { type Weighed, weigh } from './weighing/weigh.ts';
import { entriesThatStartIt, poolsInWords } from './what/machine.ts';
import type { WhatReading } from './what/reading.ts';
import { capitalized, counted, listed } from './words.ts';

export const what: Assessor = defineAssessor({
  id: 'what',
  question: 'what',
  table: whatTable,
  assess(evidence) {
    const stage = highestStage(evidence);
    // A search that found nothing saw only what it can read.
    if (stage === undefined) return { ...plainAnswer('what', says.none(evidence)), confidence: 'moderate' };
    const leading = leadingFindings(evidence);
    const weighed = weigh('what', whatTable, evidence);
    const answer = weighedAnswer('what', weighed, {
      says: says[stage](evidence),
      details: onlyContacts(evidence) === undefined ? apart(stage, weighed) : [],
      because: idsOf(leading),
    });
    return { ...answer, confidence: surest(leading.map(({ confidence }) => confidence)) } satisfies Answer;
  },
});

/** What each stage may amount to. Davylamp's own observations never lead elsewhere; an analyst's facts may. */
export const amountsTo: Readonly<Record<Stage, readonly WhatReading[]>> = {
  mention: ['talk', 'nothing'],
  capability: ['kept', 'set'],
  configured: ['set', 'kept'],
  active: ['works'],
};

function apart(stage: Stage, { leader, hypotheses }: Weighed<WhatReading>): string[] {
  if (leader === unknown || amountsTo[stage].includes(leader)) return [];
  const first = hypotheses.find(({ id }) => id === leader);
  return [
    `With the analyst's evidence, ${first?.label ?? leader} comes first (${first?.band ?? ''}). The verdict stays with what was found in the input itself.`,
  ];
}

type Telling<T> = { readonly [S in Stage | 'none']: (evidence: Case) => T };

const says: Telling<string> = {
  none: () => 'No: nothing here mines, can mine, is set to or talks of it.',
  mention: (evidence) => {
    const seen = supporting(evidence, 'mention');
    if (seen.length > 0 && seen.every(({ kind }) => besideSessions.has(kind)))
      return `Not as far as this shows. ${titlesIn(evidence)} That alone does not show that anything here mines, or is set to.`;
    if (seen.length > 0 && seen.every(({ kind }) => kind === 'rule-match'))
      return `Davylamp itself saw nothing that mines. ${titlesIn(evidence)} What that means is for the rules to say.`;
    if (seen.length > 0 && seen.every(({ kind }) => saysNothingOfMining(kind)))
      return `Not as far as this shows. ${titlesIn(evidence)} Nothing here mines, or is set to.`;
    const places = counted(new Set(leadingArtifacts(evidence)).size, 'part');
    const terms = ofKind(evidence, 'mining-term').map(({ value }) => value.term);
    return `No. ${places} of this input ${places.startsWith('1 ') ? 'talks' : 'talk'} of mining${terms.length > 0 ? ` (${listed(terms, 4)})` : ''}, the way rules, lists, pages and databases do. Nothing here can mine, and nothing is set to.`;
  },
  capability: (evidence) => {
    if (!supporting(evidence, 'capability').some(({ kind }) => kind === 'miner-code' || kind === 'stratum-session'))
      if (contactsAt(evidence, 'capability').length > 0)
        return `It could. Traffic looks somewhat like a miner's, and not enough like it to say more. ${titlesIn(evidence)}`;
    const onMachine = shownByMachine(evidence);
    if (onMachine !== undefined) return onMachine;
    const code = ofKind(evidence, 'miner-code').map(({ value }) => codeInWords(value));
    const named = code.length > 0 ? `: ${listed(code)}` : '';
    return `${startingByItself(evidence) ?? 'It could.'} Code here can mine or fetches what can${named}; no account that it would mine for was found, and nothing shows it at work.`;
  },
  configured: (evidence) =>
    onlyContacts(evidence) ??
    onlySessions(evidence) ??
    isRunning(evidence) ??
    wasStarted(evidence) ??
    `It is set to, and was not seen at it. ${placesThatName(evidence)} ${poolsInWords(evidence)} and an account to mine for. Files show what is set up; only traffic or a running process shows it at work.`,
  active: (evidence) => {
    const sessions = ofKind(evidence, 'stratum-session').map(({ value }) => value);
    if (sessions.length === 0 && supporting(evidence, 'active').some(({ kind }) => kind === 'process'))
      return `Yes. ${titlesIn(evidence)}`;
    if (sessions.length === 0 && supporting(evidence, 'active').every(({ kind }) => kind === 'miner-output'))
      return `Yes, by the miner's own word. ${titlesIn(evidence)}`;
    if (sessions.length === 0) return `Yes, as far as traffic shows that could not be read. ${titlesIn(evidence)}`;
    const machines = new Set(sessions.map(({ client }) => addressOf(client)));
    // What machines hand to a proxy of the house, it hands on to the pool: the same shares.
    const outward = sessions.filter(({ server }) => !machines.has(addressOf(server)));
    const sum = (pick: (value: (typeof sessions)[number]) => number): number =>
      outward.reduce((n, s) => n + pick(s), 0);
    const work = `${counted(
      sum((s) => s.jobs),
      'job',
    )} handed out, ${counted(
      sum((s) => s.submits),
      'share',
    )} sent, ${sum((s) => s.accepted)} accepted`;
    const clients = listed(sessions.map((s) => addressOf(s.client)));
    return `Yes. ${counted(sessions.length, 'session')} with ${poolsInWords(evidence)}: ${work}.${clients ? ` The miner runs on ${clients}.` : ''}`;
  },
};

/** Where nothing was read but what stands beside traffic. */
function onlyContacts(evidence: Case): string | undefined {
  const kinds = new Set(supporting(evidence, 'configured').map(({ kind }) => kind));
  if (contactsAt(evidence, 'configured').length === 0 || kinds.has('mining-config') || kinds.has('stratum-session'))
    return undefined;
  if ([...kinds].every((kind) => kind === 'sensor-alert'))
    return `Another tool says so. ${titlesIn(evidence)} The traffic itself was not read here, so no account is known and no share was seen.`;
  return `It looks so: traffic points to a miner that is set up. ${titlesIn(evidence)} What was said to the pool was not read, so no account is known and no share was seen.`;
}

function saysNothingOfMining(kind: ObservationKind): boolean {
  return kind === 'rule-match' || entryKinds.has(kind) || machineKinds.has(kind);
}

/** Where no code was read and what a machine shows of itself says it: a command line, a unit, a release. */
function shownByMachine(evidence: Case): string | undefined {
  const kinds = supporting(evidence, 'capability').map(({ kind }) => kind);
  if (kinds.includes('miner-code') || !kinds.some((kind) => machineKinds.has(kind))) return undefined;
  return `It could. ${titlesIn(evidence)} No account that it would mine for was found, and nothing shows it at work.`;
}

/** The ladder asks for an account; that it starts by itself is said all the same. */
function startingByItself(evidence: Case): string | undefined {
  const entries = entriesThatStartIt(evidence);
  if (entries.length === 0) return undefined;
  const names = entries.map(({ value }) => value.name ?? spokenPlace(value.place, evidence));
  return `It could, and it is set to start by itself here (${listedNames(names, 3)}).`;
}

/** Where a process of it is there, at rest. */
function isRunning(evidence: Case): string | undefined {
  const [first] = minersRunning(evidence);
  if (first === undefined) return undefined;
  const { pid, name } = first.value;
  const when = machineIn(evidence)?.value.form === 'running' ? 'the machine was looked at' : 'this copy was made';
  return `It is set to, and process ${pid} (${cut(name, 40)}) ran when ${when}. ${placesThatName(evidence)} ${poolsInWords(evidence)} and an account to mine for. It was not seen at work in that time.`;
}

/** Where a log shows that it ran, and nothing shows what it sent. */
function wasStarted(evidence: Case): string | undefined {
  const [first] = minersStarted(evidence);
  if (first === undefined) return undefined;
  return `It is set to, and a log shows that it was started${whereAndWhen(first)}. ${placesThatName(evidence)} ${poolsInWords(evidence)} and an account to mine for. Whether it sent any work, only traffic shows.`;
}

/** Where a miner was heard at a pool's door and no file was read. */
function onlySessions(evidence: Case): string | undefined {
  const kinds = new Set(supporting(evidence, 'configured').map(({ kind }) => kind));
  if (!kinds.has('stratum-session') || kinds.has('mining-config')) return undefined;
  return `It is set to, and no work was seen. ${titlesIn(evidence)}`;
}

const mostTitles = 3;

/** What the leading findings claim, in their own words; of many, which read alike, one. */
function titlesIn(evidence: Case): string {
  const titles = [...new Set(leadingFindings(evidence).map(({ title }) => title))];
  const shown = titles.length > mostTitles ? 1 : titles.length;
  const more = titles.length > shown ? ` And ${counted(titles.length - shown, 'more claim')} like this.` : '';
  return `${titles
    .slice(0, shown)
    .map((title) => sentence(capitalized(title)))
    .join(' ')}${more}`;
}

function codeInWords({ family, form, purpose }: Payload<'miner-code'>): string {
  if (family !== 'unknown') return `${family} (${form})`;
  return purpose === 'fetches-miner' ? 'a script that fetches a miner' : `a miner of no known kind (${form})`;
}

/** The artifacts that the leading findings rest on, at the beginning of a sentence. */
function placesThatName(evidence: Case): string {
  const names = new Map(evidence.artifacts.map(({ id, name }) => [id, name]));
  const seen = supporting(evidence, 'configured').filter(({ kind }) => kind === 'mining-config');
  const paths = [...new Set(seen.map(({ at }) => names.get(at.artifact) ?? at.artifact))];
  // Several files of one container are one place.
  const [first, ...others] = new Set(paths.map((path) => spokenPlace(path, evidence)));
  if (first === undefined) return 'This input names';
  // A path is written as it is; words of ours begin a sentence.
  const places = [paths.includes(first) ? first : capitalized(first), ...others];
  const many = places.length;
  // Nobody is told of one more where its name takes no more room.
  return `${listedNames(places, many === 3 ? 3 : 2)} ${many === 1 ? 'names' : 'name'}`;
}

function leadingArtifacts(evidence: Case): string[] {
  const kinds = new Set(['mining-term', 'wallet', 'mining-config', 'coin-node']);
  return evidence.observations.filter(({ kind }) => kinds.has(kind)).map(({ at }) => at.artifact);
}

/** One sure finding is enough; a search that found nothing saw only what it can read. */
function surest(list: readonly Confidence[]): Confidence {
  if (list.includes('high')) return 'high';
  return list.length === 0 || list.includes('moderate') ? 'moderate' : 'low';
}
