/** What a pool says, taken into account: its jobs, how hard its shares are, and its verdicts. */
import { type Draft, isShare } from './draft.ts';
import { nextWaiting } from './pending.ts';
import type { Answer, Push, Request } from './said.ts';
import { countShare, handOut, setHashes, takeBack } from './share-work.ts';

export function takeWork(draft: Draft, message: Push | Answer): void {
  if (message.job) draft.jobs++;
  if (message.algorithm !== undefined) draft.algorithm ??= message.algorithm;
  if (message.says === 'push') takeSetting(draft, message);
  if (message.work !== undefined) handOut(draft.work, message.work);
  if (message.says === 'answer') takeAnswer(draft, message);
}

function takeSetting(draft: Draft, { hashes, redirect }: Push): void {
  if (hashes !== undefined) setHashes(draft.work, hashes ?? undefined);
  if (redirect?.host !== undefined || redirect?.port !== undefined) draft.redirect = redirect;
}

function takeAnswer(draft: Draft, answer: Answer): void {
  const next = answer.id === undefined ? undefined : nextWaiting(draft.pending, answer.id);
  if (next === undefined) return;
  const { request, job } = next;
  if (request.proof) draft.answered++;
  if (request.act === 'login') takeVerdict(draft, answer);
  if (isAcceptance(request, answer)) {
    draft.accepted++;
    countShare(draft.work.accepted, job);
  }
  if (!isShare(request) || !isRefusal(request, answer)) return;
  draft.rejected++;
  takeBack(draft.work.sent, job);
}

/** A miner that is refused often tries again: the last word counts. */
function takeVerdict(draft: Draft, { accepted, error, job }: Answer): void {
  if (accepted === false) draft.error = error ?? 'false';
  else if (accepted === true || job) delete draft.error;
}

function isAcceptance(request: Request, answer: Answer): boolean {
  if (request.act === 'submit') return answer.accepted === true;
  return request.act === 'submit-block' && (answer.accepted === true || answer.accepted === null);
}

/** A block that a node does not want is answered with the reason, a text. */
function isRefusal(request: Request, answer: Answer): boolean {
  return answer.accepted === false || (request.act === 'submit-block' && answer.accepted === undefined);
}
