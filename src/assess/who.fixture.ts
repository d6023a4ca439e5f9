import { type AssessorFixture, config2018, makeCase, traces2018, wallet2018 } from '../../tests/make-case.ts';

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
        'writing a name into a file takes no access to its zone',
        'The password KJU: free text',
        'a language is easy to borrow',
        'anyone can mine to any address',
        'Who holds payment id 4464313cf611b3b8',
        'Passive DNS',
      ],
      never: ['Korea', 'Lazarus', 'Morocco'],
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
      name: 'says what would be dear to forge where there is nothing',
      evidence: makeCase('capability', []),
      tells: ['nothing dear to forge'],
      never: ['cheap to plant'],
    },
  ],
};
