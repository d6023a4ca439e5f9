import type { Expected } from '../../tests/fixture.ts';
import { type AssessorFixture, config2018, makeCase, session, traces2018 } from '../../tests/make-case.ts';
import { fact } from '../../tests/make-fact.ts';
import type { ArtifactKind } from '../model/artifact.ts';
import type { Case } from '../model/case.ts';

const evidenceFile: Expected = { kind: 'evidence-file', value: { items: 3, rejected: 0 } };

const sessionUntil2026 = { ...session, value: { ...session.value, end: '2026-11-20T08:15:00Z' } } as Expected; // a session as well

/** The same case, in a member of an archive or in a file of a kind. */
function inside(evidence: Case, kind: ArtifactKind, member?: ArtifactKind): Case {
  if (member === undefined) return { ...evidence, artifacts: [{ id: 'a1', name: 'x', kind, size: 100 }] };
  const artifacts = [
    { id: 'a2', name: 'x.zip', kind, size: 100 },
    { id: 'a1', name: 'x.zip!x', kind: member, size: 100, parent: 'a2', decodedBy: 'zip' },
  ];
  return { ...evidence, artifacts };
}

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
      tells: [
        'Not enough evidence to tell whether it is gone',
        'not what runs now',
        'connections to barjuok.ryongnamsan.edu.kp:5615',
        'After cleaning, restart and wait a day',
      ],
      never: ['Not applicable', 'Most likely'],
    },
    {
      name: 'names the usual places of both systems where neither shows',
      evidence: inside(makeCase('configured', [config2018]), 'archive'),
      tells: ['on these places. Linux: /tmp', 'holds them. Linux: `ss -tnp`', ' Windows: C:\\ProgramData'],
      never: ['on On', ': On'],
    },
    {
      name: 'knows Windows by its own names for folders',
      evidence: makeCase('configured', [
        { kind: 'download', value: { url: 'http://h.example/x', tool: 'iwr', target: '$env:APPDATA\\svc\\x.exe' } },
      ]),
      tells: ['holds them: `netstat -abno`'],
      never: ['Linux'],
    },
    {
      name: 'looks first at what a script is written to set up, without taking it for done',
      evidence: makeCase('capability', [
        { kind: 'persistence', value: { mechanism: 'systemd', place: 'netd' } },
        { kind: 'persistence', value: { mechanism: 'cron', place: '/etc/cron.d/a' } },
      ]),
      tells: [
        'A script is written to stay on the machine by systemd (netd) and cron (/etc/cron.d/a)',
        'Its scripts are written to change: systemd (netd) and cron (/etc/cron.d/a). Look there before cleaning',
        'not what runs now',
      ],
      never: ['It stands', 'Most likely it runs'],
    },
    {
      name: 'checks for any pool where none is known',
      evidence: makeCase('capability', []),
      tells: ['to any pool'],
      never: ['Not applicable'],
    },
    {
      name: 'does not apply to a sample in an archive',
      evidence: inside(makeCase('configured', [config2018, ...traces2018]), 'archive', 'executable'),
      tells: [
        'Not applicable: these are copies of files in an archive, and no machine was examined',
        '`davylamp scan PATH` on what this case names: C:\\Windows\\Sys64\\updater.exe',
        'netstat',
      ],
      never: ['crontab', 'After cleaning'],
    },
    {
      name: "does not apply to an analyst's folder",
      evidence: makeCase('configured', [config2018, evidenceFile]),
      tells: ["Not applicable: these are copies of files for study, in an analyst's folder"],
    },
    {
      name: 'applies to a log in an archive, which a machine wrote',
      evidence: inside(makeCase('configured', [config2018]), 'archive', 'log'),
      tells: ['shows its command (x.zip!x)'],
      never: ['Not applicable'],
    },
    {
      name: "applies where an analyst's fact tells of a machine",
      evidence: makeCase('configured', [
        config2018,
        evidenceFile,
        fact('gone/connected', 'The server holds a connection to the pool', 'ss on the server'),
        fact('gone/busy', 'Its processor has been at 100 % for nine days', 'monitoring'),
      ]),
      tells: ['Most likely: it runs', 'holds a connection'],
      never: ['Not applicable', 'not what runs now'],
    },
    {
      name: 'tells of traffic what it shows: that it ran then',
      evidence: makeCase('active', [sessionUntil2026]),
      tells: ['Traffic shows 10.0.0.17 mining until 2026-11-20 08:15 UTC', 'not what runs now'],
      never: ['Not applicable', 'Most likely'],
    },
    {
      name: 'believes a clean check after a restart, and not a mere claim of it',
      evidence: makeCase('configured', [
        fact('gone/clean-after-restart', 'Somebody wrote that it is clean', 'chat', {
          reliability: 'E',
          credibility: 5,
        }),
      ]),
      tells: ['Not enough evidence'],
      never: ['Most likely', 'Somebody wrote'],
    },
  ],
};
