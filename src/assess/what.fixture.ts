import type { Expected } from '../../tests/fixture.ts';
import { type AssessorFixture, config2018, makeCase, session, wallet2018 } from '../../tests/make-case.ts';
import type { ProcessState } from '../model/machine-payloads.ts';

function runningProcess(more: Partial<ProcessState>): Expected {
  return { kind: 'process', value: { pid: 7, name: 'kworkerds', programState: 'present', ...more } };
}

const startsByItself: Expected = { kind: 'autostart', value: { mechanism: 'cron', place: '/etc/cron.d/x', why: [] } };

export const fixture: AssessorFixture = {
  cases: [
    { name: 'says no where nothing is', evidence: makeCase(undefined, []), tells: ['No: nothing here mines'] },
    {
      name: 'tells a mention from a miner',
      evidence: makeCase('mention', [{ kind: 'mining-term', value: { term: 'xmrig', category: 'miner' } }]),
      tells: ['No. 1 part of this input talks of mining (xmrig)', 'nothing is set to'],
    },
    {
      name: 'says what code can do, and that it has no account',
      evidence: makeCase('capability', [{ kind: 'miner-code', value: { family: 'xmrig', form: 'executable' } }]),
      tells: ['It could.', 'xmrig (executable)', 'no account'],
    },
    {
      name: 'calls a fetched miner without a name what it is',
      evidence: makeCase('capability', [
        { kind: 'miner-code', value: { family: 'unknown', form: 'script', purpose: 'fetches-miner', traits: [] } },
      ]),
      tells: ['what can: a script that fetches a miner; no account'],
      never: ['unknown'],
    },
    {
      name: 'says what is set up, where, and that it was not seen at work',
      evidence: makeCase('configured', [config2018, wallet2018], 'installer.exe'),
      tells: ['was not seen at it', 'barjuok.ryongnamsan.edu.kp:5615', 'installer.exe', 'only traffic'],
    },
    {
      name: 'says yes where a session was seen, with its work and the machine that did it',
      evidence: makeCase('active', [session]),
      tells: ['Yes. 1 session', '198.51.100.7:3333', '12 jobs handed out, 5 shares sent, 4 accepted', '10.0.0.17'],
    },
    {
      name: 'says yes where a process of the machine was seen at work',
      evidence: makeCase('active', [runningProcess({ why: ['mines', 'busy'], cores: 3.9 })]),
      tells: ['Yes. '],
      never: ['traffic', 'To learn'],
    },
    {
      name: 'says of a process at rest that it ran, and was not seen at work',
      evidence: makeCase('configured', [config2018, runningProcess({ why: ['mines'] })]),
      tells: ['It is set to, and process 7 (kworkerds) ran', 'not seen at work'],
      never: ['Yes.'],
    },
    {
      name: 'says of an entry that starts a miner that nothing shows it at work',
      evidence: makeCase('capability', [startsByItself]),
      tells: ['It could. ', 'nothing shows it at work'],
      never: ['Code here'],
    },
    {
      name: 'says of what only a machine shows that nothing here mines',
      evidence: makeCase('mention', [startsByItself]),
      tells: ['Not as far as this shows.', 'Nothing here mines'],
      never: ['talks of mining'],
    },
    {
      name: 'does not say yes on a configuration alone',
      evidence: makeCase('configured', [config2018]),
      tells: ['It is set to'],
      never: ['Yes.'],
    },
  ],
};
