import type { Expected } from '../../tests/fixture.ts';
import { type AssessorFixture, makeCase, traces2018 } from '../../tests/make-case.ts';
import { fact, incident } from '../../tests/make-fact.ts';

const dropper: Expected = { kind: 'download', value: { url: 'http://h.example/x.sh', tool: 'wget', runs: true } };

export const fixture: AssessorFixture = {
  cases: [
    { name: 'asks nothing where nothing mines', evidence: makeCase('mention', []), tells: ['nothing got in'] },
    {
      name: 'admits that it does not know, and says where to look on either system',
      evidence: makeCase('configured', []),
      tells: [
        'Not enough evidence to tell how it got in',
        'On Linux: search the logs',
        '(IIS: C:\\inetpub\\logs\\LogFiles)',
      ],
      never: ['Most likely', 'CVE-'],
    },
    {
      name: 'names what a script fetches, and asks what started the script',
      evidence: makeCase('capability', [dropper]),
      tells: [
        'Not enough evidence',
        'fetches http://h.example/x.sh and starts what it fetched',
        'What started that script is not in this input',
        'see who started it',
      ],
      never: ['Most likely', 'IIS'],
    },
    {
      name: 'does not know how the installer of 2018 came, whatever its strings name',
      evidence: makeCase('configured', [
        ...traces2018,
        incident('The same miner came by CVE-2017-7269 to IIS 6.0 servers.', 'B', 3),
      ]),
      tells: ['Not enough evidence to tell how it got in', 'a PROPFIND with a long If: header (CVE-2017-7269)'],
      never: ['Most likely'],
    },
    {
      name: 'takes a login that worked after many failures for what it is, by its own record',
      evidence: makeCase('configured', [
        fact('entry/login-after-failures', 'auth.log shows a login from 203.0.113.9 after 4,112 failures', 'auth.log'),
        fact('entry/no-attempt-in-log', 'The web server’s whole log shows no request that carries a command', 'nginx'),
      ]),
      tells: ['Most likely: a login or a key that was guessed, stolen or leaked', 'after 4,112 failures'],
      never: ['What started that script'],
    },
    {
      name: 'is not led by attempts alone: they come daily, whatever the way in',
      evidence: makeCase('configured', [
        fact('entry/exploit-attempted', 'The access log shows PROPFIND with a long If: header', 'IIS log'),
      ]),
      tells: ['Not enough evidence'],
      never: ['Most likely'],
    },
    {
      name: 'takes an owner’s change request for rightful access',
      evidence: makeCase('configured', [
        fact('entry/owner-says-so', 'Change request 4711 asks for the miner', 'change records'),
        fact('entry/nothing-exposed', 'The machine has no service that could be reached', 'port scan'),
      ]),
      tells: ['Most likely: somebody with rightful access, the owner included'],
    },
    {
      name: 'is not moved by what anyone can name',
      evidence: makeCase('configured', traces2018, 'C:\\Users\\x\\Downloads\\photoshop-crack.exe'),
      tells: ['Not enough evidence', 'people are lured with'],
      never: ['Most likely'],
    },
    {
      name: 'points to a build job whose definition mines, and asks who changed it',
      evidence: makeCase('configured', [dropper], 'app/.github/workflows/test.yml'),
      tells: ['.github/workflows/test.yml'],
      never: ['Most likely'],
    },
    {
      name: 'tells what happened when',
      evidence: makeCase('configured', [
        {
          kind: 'build-trace',
          value: { trace: 'compile-time', text: '2017-12-24T00:00:00Z', time: '2017-12-24T00:00:00Z' },
        },
      ]),
      tells: ['2017-12-24: the program was compiled, by its own word, which anyone can set.'],
    },
  ],
};
