/**
 * Whether the owner wants it: read off the weighing of who could be behind it. A miner that its owner runs is no crime,
 * and one that only looks unwanted is not known to be covert, so both words are kept for evidence that is dear to forge.
 */
import type { Answer } from '../model/answer.ts';
import type { Consent } from '../model/report.ts';
import type { WeighedItem } from '../model/weighing.ts';
import { unknown } from './weighing/posterior.ts';

/** Borders of ICD 203: above “likely”, where `likely` begins, and below “unlikely”. */
const veryLikely = 0.8;
const likely = 0.55;
const veryUnlikely = 0.2;

/** An item whose grade keeps less than this of it bears nothing alone, nor does one that moves less (log-odds). */
const bearing = { weight: 0.5, move: 0.5 } as const;

/**
 * The whole range must allow the word, so no one origin that is left out would take it back. That it is covert takes
 * somebody else to be likely, too: where nobody is, the owner is merely not seen.
 */
export function consentOf(answers: readonly Answer[]): Consent {
  const who = answers.find(({ question }) => question === 'who');
  const owner = who?.hypotheses.find(({ id }) => id === 'owner')?.probability;
  if (who?.weighing === undefined || owner === undefined) return 'unknown';
  if (owner.mid > veryLikely && owner.low >= likely) return 'consented';
  const isOther = who.hypotheses.some(({ id, probability }) => id !== unknown && probability.mid >= likely);
  const isCovert = isOther && owner.high < veryUnlikely && who.weighing.items.some(speaksAgainstOwner);
  return isCovert ? 'covert' : 'unknown';
}

function speaksAgainstOwner({ forgeability, weight, moves }: WeighedItem): boolean {
  const isDear = forgeability === 'dear' || forgeability === 'none';
  return isDear && weight.mid >= bearing.weight && (moves['owner'] ?? 0) <= -bearing.move;
}
