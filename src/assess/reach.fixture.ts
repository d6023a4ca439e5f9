import { type AssessorFixture, makeCase, traces2018 } from '../../tests/make-case.ts';

export const fixture: AssessorFixture = {
  cases: [
    {
      name: 'asks nothing where nothing mines',
      evidence: makeCase('mention', traces2018),
      tells: ['nothing was touched'],
      never: ['updater.exe'],
    },
    {
      name: 'admits that it does not know, and says where such things stand',
      evidence: makeCase('active', []),
      tells: ['Not enough evidence', 'authorized_keys'],
    },
    {
      name: 'names paths without claiming that anything was written there',
      evidence: makeCase('configured', traces2018),
      tells: ['C:\\Windows\\Sys64\\updater.exe', 'Nothing here shows that it wrote there'],
    },
  ],
};
