/** Cases for the question who: the 2018 case with its public facts, and what a forger or an owner would leave. */
import type { Expected } from '../../../tests/fixture.ts';
import { config2018, makeCase, session, traces2018, wallet2018 } from '../../../tests/make-case.ts';
import type { Case } from '../../model/case.ts';
import type { StratumSession } from '../../model/payloads.ts';
import type { Forgeability, Provenance } from '../../model/provenance.ts';

type Graded = `${Provenance['reliability']}${1 | 2 | 3 | 4 | 5 | 6}`;

export function from(source: string, grade: Graded, origin: string, forgeability: Forgeability): Provenance {
  const [letter = 'F', digit = '6'] = grade;
  // The type of `grade` holds its two characters to the grades there are.
  const reliability = letter as Provenance['reliability'];
  return { source, reliability, credibility: Number(digit), tlp: 'clear', origin, forgeability };
}

/** The session of tests/make-case.ts with other fields. */
export function sessionWith(more: Partial<StratumSession>): Expected {
  // It is declared as an observation of any kind.
  return { kind: 'stratum-session', value: { ...(session.value as Partial<StratumSession>), ...more } };
}

/** A fact that shows an indicator of the question who. */
export function shows(indicator: string, provenance: Provenance): Expected {
  return { kind: 'fact', value: { item: indicator, says: indicator, provenance, shows: [`who/${indicator}`] } };
}

const account2018 =
  '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS';
const base2018 = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';

const report = (forgeability: Forgeability): Provenance => from('the report', 'B3', 'report', forgeability);
const sample = from('the report', 'B2', 'sample', 'cheap');
const pools = from('IMC 2019 data set', 'A1', 'pool-records', 'dear');

/** Public facts of the 2018 case (examples/2018-installer), graded as there. */
export const facts2018: readonly Expected[] = [
  { kind: 'build-trace', value: { trace: 'compile-time', text: '2017-12-24', time: '2017-12-24T00:00:00Z' } },
  poolRecord('nanopool', account2018, pools, { paid: 92.694, payments: 120, asked: '2018-08-17' }),
  poolRecord('HashVault', account2018, pools, { paid: 5.367, payments: 7, lastShare: '2018-04-17' }),
  poolRecord('supportXMR', account2018, pools, { lastShare: '2018-05-27' }),
  poolRecord('crypto-pool', account2018, pools, { lastShare: '2017-10-03' }),
  {
    kind: 'name-resolution',
    value: {
      item: 'name-unresolved',
      says: 'The name did not resolve in January 2018.',
      name: 'barjuok.ryongnamsan.edu.kp',
      type: 'none',
      provenance: from('the report', 'B2', 'report', 'none'),
    },
  },
  shows('provocative-string', sample),
  shows('debug-messages', sample),
  shows('amateur-craft', report('moderate')),
  shows('paid-before-build', pools),
  shows('author-elsewhere', from('the press', 'C3', 'report', 'moderate')),
  shows('language-elsewhere', sample),
  shows('seen-in-campaigns', report('moderate')),
  shows('no-known-victims', from('the press', 'C3', 'report', 'moderate')),
  shows('custodial-account-shared', from('Unit 42', 'B2', 'unit42', 'dear')),
  ...disagreeing('the author', 'a university project', 'a foreign student'),
];

function disagreeing(subject: string, ...values: readonly [string, string]): Expected[] {
  const by = [report('none'), from('the press', 'C3', 'report', 'none')];
  return values.map((value, i) => ({
    kind: 'fact',
    value: { item: `author-${i}`, says: value, subject, value, provenance: by[i] ?? report('none') },
  }));
}

export function poolRecord(
  pool: string,
  address: string,
  provenance: Provenance,
  more: Readonly<Record<string, unknown>>,
): Expected {
  const says = `${pool} recorded the account.`;
  return { kind: 'pool-record', value: { item: pool, says, pool, address, coin: 'monero', provenance, ...more } };
}

/** Twelve strings that point somewhere, as one forger would type them. */
export const plantedStrings: Case = makeCase('configured', [
  config2018,
  wallet2018,
  ...traces2018,
  ...Array.from({ length: 12 }, () => shows('pointer-in-strings', sample)),
  shows('provocative-string', sample),
]);

/** Somebody else's account, with its history, in a fresh file. */
export const plantedWallet: Case = makeCase('configured', [
  config2018,
  wallet2018,
  {
    kind: 'incident',
    value: {
      item: 'known-botnet',
      says: 'A botnet that mined for this account.',
      indicators: [account2018],
      actor: 'somebody',
      provenance: from('a CERT', 'A2', 'cert', 'dear'),
    },
  },
]);

/** A kit's common parts: a public pool, and a service that others use, too. */
export const copiedKit: Case = makeCase('configured', [
  {
    kind: 'mining-config',
    value: { source: 'json', pools: [{ host: 'xmr-eu1.nanopool.org', login: account2018, wallet: account2018 }] },
  },
  wallet2018,
  {
    kind: 'incident',
    value: {
      item: 'other-botnet',
      says: 'A botnet at the same pool and the same service.',
      indicators: [base2018, 'xmr-eu1.nanopool.org'],
      provenance: from('a CERT', 'A2', 'cert', 'dear'),
    },
  },
]);

/** The owner's own word, the order for it, the service's records and the pool's list of workers agree. */
export const consented: Case = makeCase('active', [
  sessionWith({ login: 'farm.rig1', worker: 'rig1' }),
  shows('owner-says-so', from('change record 1204', 'A1', 'change-records', 'dear')),
  shows('owner-says-so', from('the head of operations', 'A1', 'statement', 'moderate')),
  shows('holder-is-owner', from('the service', 'A1', 'service', 'dear')),
  shows('worker-names-the-host', from('the pool', 'A1', 'pool', 'dear')),
  shows('no-known-victims', from('the network team', 'B2', 'flow-logs', 'dear')),
]);
