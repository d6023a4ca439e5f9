/** Indicators of consent: that the owner or operator of the machine runs the miner on purpose. */
import type { Case } from '../../model/case.ts';
import type { Indicator, Sight } from '../../model/question-table.ts';
import { destinations, ofKind, paidWalletsSeen } from '../evidence.ts';
import { onlyCopies } from '../gone/applies.ts';
import { cut, listedNames } from '../long-names.ts';
import { accountsInWords, earningAccounts, recordsOf } from './accounts.ts';
import { breakIn } from './break-in.ts';
import { onMachine, whoWroteTheUnit } from './on-machine.ts';
import type { WhoReading } from './reading.ts';
import { setUpByHand } from './set-up-by-hand.ts';

export const ownership: readonly Indicator<WhoReading>[] = [
  {
    id: 'owner-says-so',
    says: 'The owner or operator says, or has on record, that the miner is theirs',
    likelihood: { state: 2, insider: 8, hobbyist: 10, prank: 3, criminal: 2, owner: 90 },
    why: 'owners know what they run; someone inside might claim it. A record from before is dear to forge; for a mere word, say so in the evidence file',
    forgeability: 'dear',
    ask: theOwner,
  },
  {
    id: 'owner-denies',
    says: 'The owner or operator says that the miner is not theirs',
    likelihood: { state: 70, insider: 65, hobbyist: 50, prank: 60, criminal: 75, owner: 6 },
    why: 'owners know what they run, and few deny it',
    forgeability: 'dear',
    ask: theOwner,
  },
  {
    id: 'worker-names-the-host',
    says: "The account's workers are machines of the operator",
    likelihood: { state: 2, insider: 25, hobbyist: 30, prank: 5, criminal: 4, owner: 50 },
    why: 'an intruder’s account has workers elsewhere, or soon will; whoever runs these machines has them alone',
    forgeability: 'dear',
    sees: workersSeenHere,
    ask: otherWorkers,
  },
  {
    id: 'donation-only-account',
    says: 'It mines for nobody but the makers of the miner',
    likelihood: { state: 1, insider: 6, hobbyist: 30, prank: 6, criminal: 2, owner: 30 },
    why: 'who tries a miner out leaves its settings alone; an intruder wants to earn',
    forgeability: 'moderate',
    sees: donationOnly,
  },
  ...breakIn,
  ...onMachine,
  ...setUpByHand,
];

/** One question, whichever way it is answered; copies of files have no machine, and so nobody who runs it. */
function theOwner(evidence: Case): string | undefined {
  const answered = ofKind(evidence, 'fact').some(({ value }) =>
    value.shows?.some((mark) => mark.startsWith('who/owner-')),
  );
  if (answered || onlyCopies(evidence) !== undefined) return undefined;
  return `Ask the owner and the operators of the machine whether they run the miner, and for the order, ticket or change record.${whoWroteTheUnit(evidence)}`;
}

/** The pool knows the account by machines that are seen here, and by no others. */
function* workersSeenHere(evidence: Case): Generator<Sight> {
  const here = workersIn(evidence);
  for (const record of recordsOf(evidence)) {
    const { pool, workers = [], provenance } = record.value;
    if (workers.length === 0 || !workers.every((worker) => here.has(worker.toLowerCase()))) continue;
    yield {
      observation: record,
      provenance,
      says: `${cut(pool)} knows the account by ${listedNames(workers)} alone, and ${workers.length === 1 ? 'that worker is' : 'those workers are'} seen here`,
    };
  }
}

function workersIn(evidence: Case): ReadonlySet<string> {
  const configured = ofKind(evidence, 'mining-config').flatMap(({ value }) =>
    value.pools.flatMap(({ worker, rigId }) => [worker, rigId]),
  );
  const seen = ofKind(evidence, 'stratum-session').map(({ value }) => value.worker);
  return new Set([...configured, ...seen].flatMap((worker) => worker?.toLowerCase() ?? []));
}

function* donationOnly(evidence: Case): Generator<Sight> {
  if (destinations(evidence).length === 0 || earningAccounts(evidence).length > 0) return;
  const [first, ...others] = paidWalletsSeen(evidence);
  if (first !== undefined) yield { observation: first, with: others };
}

function otherWorkers(evidence: Case): string | undefined {
  const accounts = accountsInWords(evidence);
  if (accounts === undefined) return undefined;
  return `Ask the pool which workers mine for ${accounts}: machines that are not the owner's speak for a break-in.`;
}
