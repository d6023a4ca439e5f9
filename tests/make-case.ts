/** Cases for the assessors' fixtures. */

import type { Case } from '../src/model/case.ts';
import type { Finding, Stage } from '../src/model/finding.ts';
import type { Observation } from '../src/model/observation.ts';
import type { Expected } from './fixture.ts';

interface AssessorCase {
  readonly name: string;
  readonly evidence: Case;
  /** Words that must stand in the answer, its details or its next steps. */
  readonly tells: readonly string[];
  /** Words that must not. */
  readonly never?: readonly string[];
}

export interface AssessorFixture {
  readonly cases: readonly AssessorCase[];
}

/** One artifact, these observations, and one finding at `stage` that rests on all of them. */
export function makeCase(stage: Stage | undefined, seen: readonly Expected[], artifact = 'sample'): Case {
  const observations = seen.map(({ kind, value }, i): Observation => {
    // A fixture states only the fields that matter to its assessor.
    return { id: `o${i + 1}`, kind, value, at: { artifact: 'a1', offset: i }, via: [], by: 'fixture' } as Observation;
  });
  const finding = (of: Stage): Finding => ({
    id: 'f1',
    detector: 'fixture',
    stage: of,
    title: 'a finding',
    techniques: [],
    confidence: 'high',
    because: { all: observations.map(({ id }) => ({ saw: id })) },
    couldBe: ['something else'],
  });
  return {
    artifacts: [{ id: 'a1', name: artifact, kind: 'data', size: 100 }],
    observations,
    findings: stage === undefined ? [] : [finding(stage)],
  };
}

const address2018 =
  '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS';
const base2018 = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';

/** XMRig's own donation address. */
export const donationAddress =
  '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';

export const wallet2018: Expected = {
  kind: 'wallet',
  value: {
    coin: 'monero',
    network: 'mainnet',
    type: 'integrated',
    address: address2018,
    checksumValid: true,
    base: base2018,
    paymentId: '4464313cf611b3b8',
    known: 'custodial',
  },
};

export const config2018: Expected = {
  kind: 'mining-config',
  value: {
    pools: [
      { host: 'barjuok.ryongnamsan.edu.kp', port: 5615, login: address2018, wallet: address2018, password: 'KJU' },
    ],
    source: 'binary',
  },
};

export const traces2018: readonly Expected[] = [
  { kind: 'network-name', value: { name: 'barjuok.ryongnamsan.edu.kp', zone: '.kp' } },
  { kind: 'build-trace', value: { trace: 'pdb-path', text: 'C:\\Users\\Jawhar\\documents\\x.pdb' } },
  { kind: 'build-trace', value: { trace: 'user-string', text: "Le fichier Hello txt n'existe pas" } },
  { kind: 'build-trace', value: { trace: 'file-path', text: 'C:\\Windows\\Sys64\\updater.exe' } },
];

export const session: Expected<'stratum-session'> = {
  kind: 'stratum-session',
  value: {
    dialect: 'cryptonote',
    client: '10.0.0.17:50112',
    server: '198.51.100.7:3333',
    login: donationAddress,
    jobs: 12,
    submits: 5,
    accepted: 4,
    complete: true,
  },
};
