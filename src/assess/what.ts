/**
 * Is it mining? The ladder with its reason in words.
 * Does not weigh findings against each other: the highest one speaks, with its own confidence.
 */
import type { Answer } from '../model/answer.ts';
import type { Case } from '../model/case.ts';
import type { Confidence, Stage } from '../model/finding.ts';
import { type Assessor, defineAssessor } from '../model/units.ts';
import { destinations, highestStage, idsOf, leadingFindings, ofKind, supporting } from './evidence.ts';
import { capitalized, counted, listed } from './words.ts';

export const what: Assessor = defineAssessor({
  id: 'what',
  question: 'what',
  assess(evidence) {
    const stage = highestStage(evidence);
    const leading = leadingFindings(evidence);
    return {
      question: 'what',
      says: says[stage ?? 'none'](evidence),
      confidence: surest(leading.map(({ confidence }) => confidence)),
      hypotheses: [],
      because: idsOf(leading),
      next: next[stage ?? 'none'](evidence),
    } satisfies Answer;
  },
});

type Telling<T> = { readonly [S in Stage | 'none']: (evidence: Case) => T };

const says: Telling<string> = {
  none: () => 'No: nothing here mines, can mine, is set to or talks of it.',
  mention: (evidence) => {
    const places = counted(new Set(leadingArtifacts(evidence)).size, 'part');
    const terms = ofKind(evidence, 'mining-term').map(({ value }) => value.term);
    return `No. ${places} of this input ${places.startsWith('1 ') ? 'talks' : 'talk'} of mining${terms.length > 0 ? ` (${listed(terms, 4)})` : ''}, as a rule, a list, a page or a database does. Nothing here can mine, and nothing is set to.`;
  },
  capability: (evidence) => {
    const code = ofKind(evidence, 'miner-code').map(({ value }) => `${value.family} (${value.form})`);
    const named = code.length > 0 ? `: ${listed(code)}` : '';
    return `It could. Code here can mine or fetches what can${named}; no account that it would mine for was found, and nothing shows it at work.`;
  },
  configured: (evidence) =>
    `It is set to, and was not seen at it. ${capitalized(poolsInWords(evidence))} and an account to mine for stand in ${placesInWords(evidence)}. Files show what is set up; only traffic or a running process shows it at work.`,
  active: (evidence) => {
    const sessions = ofKind(evidence, 'stratum-session').map(({ value }) => value);
    const sum = (pick: (value: (typeof sessions)[number]) => number): number =>
      sessions.reduce((n, s) => n + pick(s), 0);
    const work = `${counted(
      sum((s) => s.jobs),
      'job',
    )} handed out, ${counted(
      sum((s) => s.submits),
      'share',
    )} sent, ${sum((s) => s.accepted)} accepted`;
    const clients = listed(sessions.map((s) => s.client.replace(/:\d+$/, '')));
    return `Yes. ${counted(sessions.length, 'session')} with ${poolsInWords(evidence)}: ${work}.${clients ? ` The miner runs on ${clients}.` : ''}`;
  },
};

const next: Telling<string[]> = {
  none: () => [],
  mention: () => [],
  capability: () => ['Look for an account: its configuration, its command line, the job or unit that starts it.'],
  configured: (evidence) => [
    `To learn whether it ran: look for connections to ${poolsInWords(evidence)} in flow, DNS and proxy logs, and for a process that keeps the processor busy.`,
  ],
  active: (evidence) => {
    const clients = ofKind(evidence, 'stratum-session').map(({ value }) => value.client);
    return [
      `On the client, find the process that owns the connection (${listed(clients)}) before you stop it: its path says how it came.`,
    ];
  },
};

/** The artifacts that the leading findings rest on. */
function placesInWords(evidence: Case): string {
  const names = new Map(evidence.artifacts.map(({ id, name }) => [id, name]));
  const seen = supporting(evidence, 'configured').filter(({ kind }) => kind === 'mining-config');
  const places = seen.map(({ at }) => names.get(at.artifact) ?? at.artifact);
  return places.length === 0 ? 'this input' : listed(places, 2);
}

function poolsInWords(evidence: Case): string {
  const pools = destinations(evidence).map(({ host, port }) => (port === undefined ? host : `${host}:${port}`));
  return pools.length === 0 ? 'a pool' : `the ${pools.length === 1 ? 'pool' : 'pools'} ${listed(pools)}`;
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
