import { type AssessorFixture, config2018, makeCase, traces2018, wallet2018 } from '../../tests/make-case.ts';
import { consented, copiedKit, facts2018, plantedStrings, plantedWallet } from './who/cases.fixture.ts';

export const fixture: AssessorFixture = {
  cases: [
    {
      name: 'looks for nobody where nothing mines',
      evidence: makeCase('mention', traces2018),
      tells: ['nobody to look for'],
      never: ['Jawhar'],
    },
    {
      name: 'names no person and no state on strings, and says of each what it takes to plant it',
      evidence: makeCase('configured', [config2018, wallet2018, ...traces2018]),
      tells: [
        'Not enough evidence to name anyone',
        'Anyone can type the name barjuok.ryongnamsan.edu.kp and the password KJU',
        'writing a name into a file takes no access to its zone',
        'The password KJU: free text',
        'a language is easy to borrow',
        'anyone can mine to any address',
        'who holds payment id 4464313cf611b3b8',
      ],
      never: ['Korea', 'Lazarus', 'Morocco'],
    },
    {
      name: 'weighs the 2018 case: nobody is named, early payouts tell against a closed network, the service is next',
      evidence: makeCase('configured', [config2018, wallet2018, ...traces2018, ...facts2018], 'installer.exe'),
      tells: [
        'Not enough evidence to name anyone',
        'an unrelated criminal with a kit or reused parts',
        'against a state-backed group (almost no chance, 1 %; 3 % before any evidence)',
        'that pools knew the account before the date of the file',
        'Anyone can type the name barjuok.ryongnamsan.edu.kp and the password KJU',
        'Ask the service behind base 48mxGC7M…',
        'The sources disagree on the author',
        '“a foreign student” by the press (C3)',
      ],
      never: ['Korea', 'Lazarus'],
    },
    {
      name: 'counts planted strings for next to nothing, however many there are',
      evidence: plantedStrings,
      tells: ['Not enough evidence to name anyone'],
    },
    {
      name: 'takes an account that an earlier case has for a tie, and for one that could be planted',
      evidence: plantedWallet,
      tells: ['Not enough evidence to name anyone', 'that an earlier case has the same account'],
    },
    {
      name: 'ties nobody to anybody by a public pool and a service’s base',
      evidence: copiedKit,
      tells: ['No tie to the earlier case other-botnet', "may be a service's"],
      never: ['An earlier case has the same account'],
    },
    {
      name: 'says that it is the owner where dear evidence of several origins agrees',
      evidence: consented,
      tells: ["Almost certain: the machine's owner or operator, on purpose."],
    },
    {
      name: 'takes no default password for a pointer',
      evidence: makeCase('configured', [
        {
          kind: 'mining-config',
          value: { source: 'wire', pools: [{ host: 'pool.test', port: 3333, login: 'somebody', password: '123' }] },
        },
      ]),
      tells: ['Not enough evidence to name anyone'],
      never: ['The password', 'cheap to plant'],
    },
    {
      name: 'asks the owner first where there is nothing to weigh',
      evidence: makeCase('capability', []),
      tells: ['Not enough evidence to name anyone', 'Ask the owner and the operators of the machine'],
      never: ['cheap to plant'],
    },
  ],
};
