/** Who: owners who mine on purpose, those who only claim it, and cases that hold too little. */

import { donationAddress } from '../make-case.ts';
import {
  account,
  config,
  donationWallet,
  fact,
  from,
  minerCode,
  pointer,
  poolRecord,
  session,
  wallet,
} from './pieces.ts';
import type { Scenario } from './scenario.ts';

const consent = { theme: 'consent', question: 'who' } as const;
const thin = { theme: 'too little', question: 'who', tellable: false } as const;

export const consentAndThin: readonly Scenario[] = [
  {
    ...consent,
    name: 'an owner with an order, a record and the account',
    stage: 'active',
    truth: 'owner',
    tellable: true,
    because: 'the change record, the exchange and the pool do not rest on one another',
    pieces: [
      session('wire.pcap', { worker: 'rig1', login: account }),
      fact('who/owner-says-so', from('change record 1204', 'A1')),
      fact('who/holder-is-owner', from('the exchange', 'A1')),
      poolRecord('nanopool', account, from('nanopool', 'A1'), { workers: ['rig1'], paid: 0.4 }),
    ],
    extras: [fact('who/no-known-victims', from('flow logs', 'B2', 'moderate'))],
  },
  {
    ...consent,
    name: 'a home user who says so, and whose pool knows that machine alone',
    stage: 'active',
    truth: 'owner',
    tellable: true,
    because: 'a statement and a pool’s list of workers agree; the purchase of the machine fits',
    pieces: [
      session('wire.pcap', { worker: 'attic', login: account }),
      fact('who/owner-says-so', from('the owner’s signed statement', 'A2')),
      fact('who/worker-names-the-host', from('the pool', 'A1')),
      fact('who/no-known-victims', from('the provider', 'A2', 'dear')),
    ],
  },
  {
    ...consent,
    name: 'a file that says “authorised by IT”',
    stage: 'configured',
    truth: 'criminal',
    tellable: false,
    decoy: 'owner',
    because: 'an intruder can write a note, too',
    pieces: [config(), wallet(), fact('who/owner-says-so', from('a note beside the file', 'A1', 'cheap'))],
  },
  {
    ...consent,
    name: 'one says that it is theirs, another that it is not',
    stage: 'active',
    truth: 'insider',
    tellable: false,
    because: 'a contradiction is to be cleared up before anything is said',
    pieces: [
      session('wire.pcap'),
      fact('who/owner-says-so', from('the administrator', 'B3', 'moderate')),
      fact('who/owner-denies', from('the head of operations', 'A2')),
    ],
  },
  {
    ...thin,
    name: 'a configuration for a public pool',
    stage: 'configured',
    truth: 'criminal',
    because: 'everyone’s configuration looks like this',
    pieces: [config(), wallet()],
  },
  {
    ...thin,
    name: 'a miner without an account',
    stage: 'capability',
    truth: 'owner',
    because: 'it is a program',
    pieces: [minerCode()],
  },
  {
    ...thin,
    name: 'one session of one machine',
    stage: 'active',
    truth: 'hobbyist',
    because: 'who set it up cannot be seen on the wire',
    pieces: [session('wire.pcap')],
  },
  {
    ...thin,
    name: 'a miner that works for its makers',
    stage: 'configured',
    truth: 'hobbyist',
    because: 'settings as shipped fit a test, an owner and a beginner',
    pieces: [config({ login: donationAddress, wallet: donationAddress }), donationWallet],
  },
  {
    ...thin,
    name: 'one record of a state’s server, and nothing else',
    stage: 'configured',
    truth: 'state',
    because: 'true, and one origin all the same: it may be called likely and no more',
    pieces: [config(), wallet(), fact('who/actor-infrastructure', from('a CERT', 'A1'))],
  },
  {
    ...thin,
    name: 'a single pointer and two origins that nobody can judge',
    stage: 'configured',
    truth: 'criminal',
    decoy: 'state',
    because: 'nothing that counts was seen',
    pieces: [
      config(),
      wallet(),
      pointer(),
      fact('who/holder-where-it-points', from('an anonymous letter', 'F2')),
      fact('who/actor-infrastructure', from('an anonymous post', 'B6')),
    ],
  },
];
