import { type AssessorFixture, makeCase } from '../../tests/make-case.ts';

export const fixture: AssessorFixture = {
  cases: [
    { name: 'asks nothing where nothing mines', evidence: makeCase('mention', []), tells: ['nothing got in'] },
    {
      name: 'admits that it does not know, and says where to look',
      evidence: makeCase('configured', []),
      tells: ['Not enough evidence', 'web server logs'],
    },
    {
      name: 'names what a script fetches, and asks what started the script',
      evidence: makeCase('capability', [{ kind: 'download', value: { url: 'http://h.example/x.sh', runs: true } }]),
      tells: ['fetches http://h.example/x.sh', 'Look at what ran the script'],
    },
  ],
};
