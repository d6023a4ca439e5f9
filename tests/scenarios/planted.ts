/** Who: what a forger would leave, what everybody shares, and what a kit brings along. */
import {
  account,
  addressOf,
  config,
  custodialAddress,
  custodialBase,
  custodialWallet,
  dropper,
  fact,
  from,
  incident,
  judgement,
  otherAccount,
  pointer,
  pointingConfig,
  publicPool,
  resolution,
  session,
  trace,
  wallet,
} from './pieces.ts';
import type { Scenario } from './scenario.ts';

const who = { question: 'who', tellable: false } as const;
const strings = { ...who, theme: 'planted strings', stage: 'configured' } as const;

const plantedStrings: readonly Scenario[] = [
  {
    ...strings,
    name: 'a name, a password and words that all point at a state',
    truth: 'criminal',
    decoy: 'state',
    because: 'all of it was typed; nothing else is known',
    pieces: [
      pointingConfig,
      custodialWallet,
      pointer('barjuok.ryongnamsan.edu.kp'),
      trace('user-string', '프로그램을 시작합니다'),
      trace('pdb-path', 'C:\\Users\\Pak\\work\\miner.pdb'),
      fact('who/provocative-string', from('the sample', 'A1', 'cheap')),
    ],
  },
  {
    ...strings,
    name: 'the same pointers quoted by six papers',
    truth: 'prank',
    decoy: 'state',
    because: 'six papers that read one sample know what the sample says',
    pieces: [
      pointingConfig,
      custodialWallet,
      pointer('barjuok.ryongnamsan.edu.kp'),
      ...[1, 2, 3, 4, 5, 6].map((n) => fact('who/pointer-in-strings', from(`paper ${n}`, 'B2', 'cheap'))),
    ],
  },
  {
    ...strings,
    name: 'the same pointer in twenty captures',
    stage: 'active',
    truth: 'criminal',
    decoy: 'state',
    because: 'who types a name once has typed it for all machines',
    pieces: Array.from({ length: 20 }, (_, i) => pointer('update.star-fund.com.kp', '.kp', `host-${i}.pcap`)).concat(
      Array.from({ length: 20 }, (_, i) => session(`host-${i}.pcap`, { login: otherAccount })),
    ),
  },
  {
    ...strings,
    name: 'strings that point at the victim’s own staff',
    truth: 'criminal',
    decoy: 'insider',
    because: 'names of a house can be read on its web site',
    pieces: [
      config({ host: 'build.victim-university.ac.kr' }),
      wallet(),
      pointer('build.victim-university.ac.kr', '.ac.kr'),
      trace('pdb-path', 'D:\\staff\\lab3\\tool.pdb'),
      trace('user-string', 'victim university, laboratory 3'),
    ],
  },
  {
    ...strings,
    name: 'a state’s name that did not even resolve',
    truth: 'prank',
    decoy: 'state',
    because: 'a name that never was fits a closed network and a joke alike',
    pieces: [
      pointingConfig,
      custodialWallet,
      pointer('barjuok.ryongnamsan.edu.kp'),
      resolution('barjuok.ryongnamsan.edu.kp', 'none', from('passive DNS', 'A1')),
    ],
  },
  {
    ...strings,
    name: 'a claim of a state’s server that nobody can judge, three times',
    truth: 'criminal',
    decoy: 'state',
    because: 'F6 three times is nothing three times',
    pieces: [
      config(),
      wallet(),
      ...['one', 'two', 'three'].map((n) => fact('who/actor-infrastructure', from(`anonymous post ${n}`, 'F6'))),
    ],
  },
  {
    ...strings,
    name: 'a rumour of a state’s server from unreliable sources',
    truth: 'criminal',
    decoy: 'state',
    because: 'three unreliable sources of improbable things are three rumours',
    pieces: [
      config(),
      wallet(),
      ...['one', 'two', 'three'].map((n) => fact('who/actor-infrastructure', from(`channel ${n}`, 'E5'))),
    ],
  },
  {
    ...strings,
    name: 'one press report with five claims in it',
    truth: 'hobbyist',
    decoy: 'state',
    because: 'five claims of one report rest on one reporter',
    pieces: [
      pointingConfig,
      custodialWallet,
      ...[
        'pointer-in-strings',
        'actor-infrastructure',
        'skilled-craft',
        'seen-in-campaigns',
        'pointer-name-resolves',
      ].map((mark) => fact(`who/${mark}`, from('the press report', 'C3', 'moderate'))),
    ],
  },
];

const plantedWallets: readonly Scenario[] = [
  {
    ...who,
    theme: 'planted wallet',
    name: 'a known botnet’s account in a fresh file',
    stage: 'configured',
    truth: 'prank',
    because: 'anyone can mine to any address, and this one was in the papers',
    pieces: [config(), wallet(), incident('cloud-worm', [account], from('a CERT', 'A2'))],
  },
  {
    ...who,
    theme: 'planted wallet',
    name: 'an account that a report ascribes to a state’s group',
    stage: 'configured',
    truth: 'prank',
    decoy: 'state',
    because: 'a report’s list of accounts is where a forger would look',
    pieces: [config(), wallet(), incident('exchange-theft', [account], from('a vendor', 'B2'), 'a state’s group')],
    extras: [pointer()],
  },
  {
    ...who,
    theme: 'planted wallet',
    name: 'a rival’s account in a list of what to kill',
    stage: 'configured',
    truth: 'criminal',
    decoy: 'state',
    because: 'a dropper that kills a rival’s miner is no friend of the rival’s; a script alone could be anyone’s',
    pieces: [
      config(),
      wallet(),
      wallet(otherAccount),
      pointer('pool.rival.example.kp'),
      dropper(),
      incident('rival', [otherAccount, 'pool.rival.example.kp'], from('a CERT', 'A1'), 'a state’s group'),
    ],
  },
];

const copiedKits: readonly Scenario[] = [
  {
    ...who,
    theme: 'copied kit',
    name: 'the public installer that a state’s group once used, too',
    stage: 'configured',
    truth: 'criminal',
    decoy: 'state',
    because: 'a public pool and a service’s base are everybody’s',
    pieces: [
      config({ login: custodialAddress, wallet: custodialAddress }),
      custodialWallet,
      incident('exchange-theft', [publicPool, custodialBase], from('a vendor', 'A2'), 'a state’s group'),
    ],
    extras: [fact('who/reused-parts', from('reverse engineering', 'B2', 'moderate'))],
  },
  {
    ...who,
    theme: 'copied kit',
    name: 'a bought kit of great skill',
    stage: 'configured',
    truth: 'criminal',
    decoy: 'state',
    because: 'skill can be bought; nothing says by whom it was',
    pieces: [config(), wallet(), fact('who/skilled-craft', from('reverse engineering', 'A2'))],
  },
  {
    ...who,
    theme: 'copied kit',
    name: 'a kit with its author’s strings, on an owner’s own machine',
    stage: 'configured',
    truth: 'owner',
    because: 'the strings are the kit author’s, and nobody asked the owner',
    pieces: [
      config({ login: addressOf(9), wallet: addressOf(9) }),
      wallet(addressOf(9)),
      trace('user-string', 'made by someone'),
      fact('who/reused-parts', from('reverse engineering', 'B2', 'moderate')),
    ],
  },
];

const sharedHosting: readonly Scenario[] = [
  {
    ...who,
    theme: 'shared hosting',
    name: 'the bare address of a host where a state’s group rented, too',
    stage: 'active',
    truth: 'criminal',
    decoy: 'state',
    because: 'a rented address had many tenants',
    pieces: [
      session('wire.pcap', { server: '198.51.100.7:3333' }),
      incident('exchange-theft', ['198.51.100.7'], from('a CERT', 'A1'), 'a state’s group'),
    ],
  },
  {
    ...who,
    theme: 'shared hosting',
    name: 'a pool name that resolves to such an address',
    stage: 'configured',
    truth: 'criminal',
    decoy: 'state',
    because: 'hundreds of names stand at one address of a hosting company',
    pieces: [
      config({ host: 'pool.small-shop.net' }),
      wallet(),
      resolution('pool.small-shop.net', 'A', from('passive DNS', 'A1'), '198.51.100.7'),
      incident('exchange-theft', ['198.51.100.7'], from('a CERT', 'A1'), 'a state’s group'),
    ],
  },
  {
    ...who,
    theme: 'shared hosting',
    name: 'a public pool in two unrelated cases',
    stage: 'active',
    truth: 'hobbyist',
    because: 'a public pool ties nobody to anybody',
    pieces: [
      session('wire.pcap', { host: publicPool }),
      incident('cloud-worm', [publicPool], from('a CERT', 'A1')),
      judgement('who', 'The analyst has a hunch', { criminal: 0.6, hobbyist: 0.4 }, from('a hunch', 'D4', 'cheap')),
    ],
  },
];

export const planted: readonly Scenario[] = [...plantedStrings, ...plantedWallets, ...copiedKits, ...sharedHosting];
