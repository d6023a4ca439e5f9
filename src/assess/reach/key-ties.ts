/**
 * Keys that may log in. A file of keys that changed beside the miner does not tell which line was added: each of its keys
 * is one to ask about. What ties one key itself makes it likely to be an intruder's. Its owner has the last word, always.
 */
import type { Case } from '../../model/case.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { ofKind } from '../evidence.ts';
import { cut } from '../long-names.ts';
import type { Tie } from './draft.ts';
import { hostsFetchedFrom, traceOf } from './miner-ties.ts';
import { cameBeside } from './same-time.ts';

export function tieOfKey({ value }: Observation<'autostart'>, evidence: Case): Tie | undefined {
  if (value.why.includes('lets-in'))
    return {
      proof: 'likely',
      says: 'intruders are known to leave this key, or it was spread over accounts that nobody logs in to',
      because: [],
    };
  const written = writtenBy(value, evidence);
  if (written.length > 0)
    return { proof: 'likely', says: 'a command that was found here writes this very key', because: written };
  const used = usedByStranger(value, evidence);
  if (used !== undefined)
    return { proof: 'likely', says: `somebody logged in with it from ${cut(used.from)}, by a log`, because: [used.id] };
  // A key that may only run one command is a program's (GitLab writes thousands, and the file anew with each of them).
  if (value.starts !== undefined) return undefined;
  const beside = cameBeside([value.modified, traceOf(value.place, evidence)?.value.changed], evidence, value.place);
  if (beside === undefined) return undefined;
  return {
    proof: 'possible',
    says: `its file was changed within minutes of ${cut(beside.path)}, and which key was added then cannot be told; whose is it?`,
    because: beside.because,
  };
}

/** The key itself, without its options and its comment: short texts stand in any script. */
function writtenBy({ entry = '' }: Autostart, evidence: Case): string[] {
  const key = /\bAAAA[A-Za-z0-9+/]{32,}={0,2}/.exec(entry)?.[0];
  if (key === undefined) return [];
  const holds = (text: string | undefined): boolean => text?.includes(key) === true;
  return [
    ...ofKind(evidence, 'persistence').filter(({ value }) => holds(value.command) || holds(value.starts)),
    ...ofKind(evidence, 'process-start').filter(({ value }) => holds(value.command)),
    ...ofKind(evidence, 'log-action').filter(({ value }) => holds(value.command) || holds(value.what)),
  ].map(({ id }) => id);
}

/**
 * A login with this key from where the miner is fetched, or from where nobody came before on the day that its file
 * changed.
 */
function usedByStranger({ name = '', modified }: Autostart, evidence: Case) {
  const fingerprint = /\bSHA256:[A-Za-z0-9+/]{20,}/.exec(name)?.[0];
  if (fingerprint === undefined) return undefined;
  const hosts = hostsFetchedFrom(evidence);
  for (const { id, value } of ofKind(evidence, 'login-event')) {
    const { outcome, key, from, newHere, start } = value;
    if (outcome !== 'worked' || key !== fingerprint || from === undefined) continue;
    const isNear = modified !== undefined && start !== undefined && away(modified, start) <= dayMs;
    if (hosts.has(from) || (newHere === true && isNear)) return { id, from };
  }
  return undefined;
}

const dayMs = 86_400_000;

function away(one: string, other: string): number {
  return Math.abs(Date.parse(one) - Date.parse(other));
}
