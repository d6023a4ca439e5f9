/** Money, entry and what. */
import { donationAddress } from '../make-case.ts';
import {
  account,
  config,
  custodialAddress,
  custodialWallet,
  donationWallet,
  dropper,
  fact,
  from,
  minerCode,
  pointingConfig,
  poolRecord,
  session,
  term,
  wallet,
} from './pieces.ts';
import type { Scenario } from './scenario.ts';

const money = { question: 'money', stage: 'configured' } as const;
const entry = { question: 'entry', stage: 'configured' } as const;
const what = { question: 'what' } as const;

const accounts: readonly Scenario[] = [
  {
    ...money,
    theme: 'true origin',
    name: 'a customer’s account, as the service confirms',
    truth: 'service',
    tellable: true,
    because: 'the address’s own form and the service’s word',
    pieces: [
      pointingConfig,
      custodialWallet,
      fact('money/service-confirms', from('the exchange', 'A1')),
      fact('money/base-shared-elsewhere', from('Unit 42', 'A2')),
    ],
    extras: [poolRecord('nanopool', custodialAddress, from('nanopool', 'A1'), { paid: 92.6 })],
  },
  {
    ...money,
    theme: 'true origin',
    name: 'a wallet whose keys were found with the suspect',
    truth: 'own',
    tellable: true,
    because: 'keys are what makes a wallet one’s own; the pool’s record fits',
    pieces: [
      config(),
      wallet(),
      fact('money/keys-found', from('the search', 'A1')),
      poolRecord('nanopool', account, from('nanopool', 'A1'), { paid: 3.1 }),
    ],
  },
  {
    ...money,
    theme: 'planted wallet',
    name: 'somebody else’s wallet, copied from a report',
    truth: 'borrowed',
    tellable: false,
    because: 'an address that stood in public is anyone’s to type',
    pieces: [config(), wallet(), fact('money/published', from('a search', 'A1', 'moderate'))],
  },
  {
    ...money,
    theme: 'too little',
    name: 'a wallet, and nothing else',
    truth: 'borrowed',
    tellable: false,
    because: 'whose it is can’t be read from it',
    pieces: [config(), wallet()],
  },
  {
    ...money,
    theme: 'consent',
    name: 'the makers’ own address, as shipped',
    truth: 'software',
    tellable: true,
    because: 'the makers publish it: what it is, is on record',
    pieces: [config({ login: donationAddress, wallet: donationAddress }), donationWallet],
  },
];

const ways: readonly Scenario[] = [
  {
    ...entry,
    theme: 'true origin',
    name: 'a hole in a web service, by its log and its processes',
    truth: 'exploit',
    tellable: true,
    because: 'the request, what the service wrote, and what it started, in records of three machines',
    pieces: [
      config(),
      wallet(),
      fact('entry/exploit-worked', from('the web server’s log', 'A1')),
      fact('entry/service-started-it', from('the audit log', 'A1')),
      fact('entry/exposed-service', from('a scan from outside', 'A1')),
    ],
    extras: [dropper()],
  },
  {
    ...entry,
    theme: 'true origin',
    name: 'a guessed password, by the login records',
    truth: 'login',
    tellable: true,
    because: 'login records and the list of keys, kept on different machines',
    pieces: [
      config(),
      wallet(),
      fact('entry/login-after-failures', from('the central login log', 'A1')),
      fact('entry/key-added', from('a backup of the machine', 'A1')),
      fact('entry/logins-guessed', from('the firewall', 'A1')),
    ],
  },
  {
    ...entry,
    theme: 'true origin',
    name: 'a package that brought it along',
    truth: 'supply',
    tellable: true,
    because: 'the package’s record, the registry and the job’s log agree',
    pieces: [
      config(),
      wallet(),
      fact('entry/new-software', from('the package manager’s log', 'A1')),
      fact('entry/build-job-started-it', from('the build server', 'A1')),
    ],
    extras: [fact('entry/nothing-exposed', from('a scan from outside', 'A2'))],
  },
  {
    ...entry,
    theme: 'planted strings',
    name: 'a cracked game’s name on a server’s file',
    truth: 'exploit',
    tellable: false,
    decoy: 'user',
    because: 'a file’s name is typed',
    pieces: [{ ...config(), at: 'GTA-crack.exe' }, wallet()],
  },
  {
    ...entry,
    theme: 'too little',
    name: 'attempts of an attack that everyone has in their log',
    truth: 'supply',
    tellable: false,
    because: 'everything that faces the network is tried daily',
    pieces: [config(), wallet(), fact('entry/exploit-attempted', from('the web server’s log', 'A1'))],
  },
];

const stages: readonly Scenario[] = [
  {
    ...what,
    theme: 'true origin',
    name: 'a miner at work, in two captures',
    stage: 'active',
    truth: 'works',
    tellable: true,
    because: 'the pool accepted shares, seen at two places',
    pieces: [session('inside.pcap'), session('border.pcap', { client: '192.0.2.4:61001' })],
    extras: [minerCode()],
  },
  {
    ...what,
    theme: 'too little',
    name: 'rules that name miners',
    stage: 'mention',
    truth: 'talk',
    tellable: true,
    because: 'the text says what it is; from one hand, so that it is called likely and no more',
    pieces: [term('xmrig'), term('stratum')],
  },
];

export const otherQuestions: readonly Scenario[] = [...accounts, ...ways, ...stages];
