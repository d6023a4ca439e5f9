import type { Expected } from '../../tests/fixture.ts';
import { type AssessorFixture, config2018, makeCase, session, traces2018 } from '../../tests/make-case.ts';
import { fact } from '../../tests/make-fact.ts';

const seenElsewhere = { ...session, value: { ...session.value, client: '10.0.0.18:50112' } } as Expected; // a session as well

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
      tells: ['Not enough evidence', 'authorized_keys', 'Run keys'],
      never: ['Most likely'],
    },
    {
      name: 'names paths without claiming that anything was written there',
      evidence: makeCase('configured', traces2018),
      tells: [
        'Not enough evidence to tell what it touched',
        'C:\\Windows\\Sys64\\updater.exe',
        'Nothing here shows that it wrote there',
        'is it there, since when',
      ],
      never: ['Most likely', 'authorized_keys', 'fits best'],
    },
    {
      name: 'lists what to look for where a case names much',
      evidence: makeCase(
        'configured',
        ['a', 'b', 'c', 'd', 'e'].map((name) => ({
          kind: 'build-trace',
          value: { trace: 'file-path', text: `C:\\soft\\${name}.exe` },
        })),
      ),
      tells: ['and 1 more', 'To look for on a machine: C:\\soft\\a.exe, C:\\soft\\b.exe'],
    },
    {
      name: 'tells a unit that starts it by where it stands',
      evidence: makeCase(
        'configured',
        [{ kind: 'mining-config', value: { pools: [], source: 'argv' } }],
        '/etc/systemd/system/x.service',
      ),
      tells: ['starts things by itself: /etc/systemd/system/x.service'],
    },
    {
      name: 'tells what a script is written to do, and where to look for it',
      evidence: makeCase('capability', [
        { kind: 'persistence', value: { mechanism: 'systemd', place: 'netd' } },
        { kind: 'rival-kill', value: { how: 'process', names: ['kinsing'], pools: ['pool.example.net'] } },
        { kind: 'spread', value: { how: 'ssh', tool: 'ssh' } },
        { kind: 'hiding', value: { how: 'immutable', target: '/etc/ld.so.preload' } },
      ]),
      tells: [
        'Its scripts are written to stay on the machine by systemd (netd)',
        'Its scripts are written to change: systemd (netd) and /etc/ld.so.preload. Check what stands there',
      ],
      never: ['It stands', 'was read', 'spread to'],
    },
    {
      name: 'tells all that a script does in one sentence, and that it may not have run',
      evidence: makeCase('capability', [
        { kind: 'persistence', value: { mechanism: 'cron', place: 'crontab' } },
        { kind: 'persistence', value: { mechanism: 'ssh-key', place: '~/.ssh/authorized_keys' } },
        { kind: 'defence-off', value: { what: 'SELinux' } },
        { kind: 'rival-kill', value: { how: 'process', names: ['kinsing'], pools: [] } },
        { kind: 'trace-wipe', value: { target: 'the shell history' } },
      ]),
      tells: [
        'by cron (crontab) and an SSH key (~/.ssh/authorized_keys), switch off SELinux, end other miners (kinsing) and wipe their traces. Whether they ran is not shown.',
      ],
      never: ['It stands', 'Most likely'],
    },
    {
      name: 'tells a hidden folder',
      evidence: makeCase('configured', [config2018], 'kit.tgz!pkg/.fonts/config.json'),
      tells: ['It stands in a hidden folder: kit.tgz!pkg/.fonts/config.json'],
    },
    {
      name: 'tells a hidden folder beside the paths that a script names',
      evidence: makeCase(
        'configured',
        [config2018, { kind: 'download', value: { url: 'http://h.example/k', tool: 'curl', target: 'k' } }],
        'pkg/.fonts/start.sh',
      ),
      tells: ['It stands in a hidden folder: pkg/.fonts/start.sh. It names k. Nothing here shows'],
    },
    {
      name: 'takes folders that every home has for no hiding place',
      evidence: makeCase('configured', [config2018], '/home/a/.config/xmrig.json'),
      tells: ['Not enough evidence'],
      never: ['hidden'],
    },
    {
      name: 'takes nothing from a script that only ends miners',
      evidence: makeCase('mention', [
        { kind: 'rival-kill', value: { how: 'process', names: ['kinsing', 'xmrig'], pools: [] } },
      ]),
      tells: ['nothing was touched'],
      never: ['kinsing'],
    },
    {
      name: 'tells what a script means to put there from what stands there',
      evidence: makeCase('capability', [
        { kind: 'download', value: { url: 'http://h.example/x', tool: 'wget', target: '/etc/cron.d/x' } },
      ]),
      tells: ['A script puts what it fetches where the system starts things by itself: /etc/cron.d/x'],
      never: ['It stands', 'Most likely'],
    },
    {
      name: 'does not take one machine that mines for all that it did',
      evidence: makeCase('active', [session]),
      tells: ['Not enough evidence to tell what it touched'],
      never: ['only prepared', 'Most likely', 'fits best'],
    },
    {
      name: 'sees that several machines mine for one account, and claims no more than that',
      evidence: makeCase('active', [session, seenElsewhere]),
      tells: ['2 machines mine for one account (10.0.0.17 and 10.0.0.18)'],
    },
    {
      name: 'believes the other machines’ records that it spread',
      evidence: makeCase('active', [
        fact('reach/went-on-by-keys', 'Nine hosts record logins with this machine’s key', 'nine hosts'),
        fact('reach/scanned-others', 'Flow records show 40,000 tries on port 22', 'flow records'),
      ]),
      tells: ['Most likely: it stayed and went on to other machines'],
    },
    {
      name: 'is not moved by a fact that nobody can judge',
      evidence: makeCase('configured', [
        fact('reach/secrets-used', 'Somebody says that keys were used', 'rumour', { reliability: 'F', credibility: 6 }),
      ]),
      tells: ['Not enough evidence'],
      never: ['Most likely', 'Somebody says'],
    },
  ],
};
