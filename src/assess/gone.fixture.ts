import { type AssessorFixture, config2018, makeCase } from '../../tests/make-case.ts';

export const fixture: AssessorFixture = {
  cases: [
    {
      name: 'has nothing to be rid of where nothing mines',
      evidence: makeCase('mention', []),
      tells: ['nothing to be rid of'],
    },
    {
      name: 'cannot tell from files, and says what to check after cleaning',
      evidence: makeCase('configured', [config2018]),
      tells: ['Not to be told from this input', 'no connections to barjuok.ryongnamsan.edu.kp'],
    },
    { name: 'checks for any pool where none is known', evidence: makeCase('capability', []), tells: ['to any pool'] },
  ],
};
