import type { DetectorFixture } from '../../../tests/fixture.ts';
import { at, codeOf, configOf, connected, containerOf, processOf } from '../../../tests/machine-story.ts';

export const fixture: DetectorFixture = {
  fires: [
    {
      name: 'a command line that names an account, at the port that it names',
      stage: 'active',
      seen: [
        processOf({ why: ['mines'], connections: connected('203.0.113.9:3333') }),
        at('/proc/7/cmdline', configOf()),
      ],
    },
    {
      name: 'a program with the code of a miner that keeps processors busy',
      stage: 'active',
      seen: [processOf({ why: ['busy'], cores: 3.9, watched: 2 }), at('/tmp/.x/x', codeOf(), 'executable')],
    },
    {
      name: 'the same, whose file was deleted',
      stage: 'active',
      seen: [processOf({ programState: 'deleted', why: ['busy'] }), at('/proc/7/exe', codeOf(), 'executable')],
    },
    {
      name: 'a command line that names an account, at rest',
      stage: 'configured',
      seen: [processOf({ why: ['mines'] }), at('/proc/7/cmdline', configOf())],
    },
    {
      name: 'a miner at rest with its configuration beside it',
      stage: 'configured',
      seen: [
        processOf(),
        at('/tmp/.x/x', codeOf(), 'executable'),
        at('/tmp/.x/config.json', configOf({ source: 'json' }), 'config'),
      ],
    },
    { name: 'a miner by its command alone', stage: 'capability', seen: [processOf({ why: ['mines'] })] },
    {
      name: 'a benchmark',
      stage: 'capability',
      seen: [processOf({ command: './xmrig --bench=1M', why: ['mines', 'busy'], cores: 4 })],
    },
    {
      name: 'a busy program out of a hidden folder at a port that pools use',
      stage: 'capability',
      seen: [processOf({ why: ['talks-to-pool', 'busy', 'from-hidden-folder'] })],
    },
    {
      name: 'a pool whose address was looked up',
      stage: 'active',
      seen: [
        processOf({ why: ['busy', 'from-temporary-folder'], connections: connected('203.0.113.9:3333') }),
        { kind: 'name-lookup', value: { name: 'pool.supportxmr.com', answers: ['203.0.113.9'] } },
      ],
    },
    {
      name: 'a configuration in its memory, of a busy program out of a temporary folder',
      stage: 'active',
      seen: [processOf({ why: ['busy', 'from-temporary-folder'] }), at('/proc/7/mem', configOf({ source: 'json' }))],
    },
    {
      name: "a busy program that shows no code, out of a hidden folder with a miner's configuration",
      stage: 'active',
      seen: [
        processOf({ why: ['busy', 'from-hidden-folder'] }),
        at('/tmp/.x/config.json', configOf({ source: 'json' }), 'config'),
      ],
    },
    {
      name: "a container's program, by the container's files",
      stage: 'active',
      seen: [
        processOf({ program: '/app/x', container: '1a2b3c4d5e6f7a8b', why: ['busy'] }),
        containerOf({ files: '/var/lib/docker/overlay2/a/merged' }),
        at('/var/lib/docker/overlay2/a/merged/app/x', codeOf(), 'executable'),
      ],
    },
    {
      name: 'a process whose program was examined through its parent',
      stage: 'active',
      seen: [
        processOf({
          why: ['busy'],
          programState: 'memory',
          program: '/memfd:x',
          parents: [{ pid: 8, name: 'x', program: '/memfd:x' }],
        }),
        processOf({ pid: 8, program: '/memfd:x', programState: 'memory' }),
        at('/proc/8/exe', codeOf(), 'executable'),
      ],
    },
    {
      name: 'a shell that runs a script which fetches a miner',
      stage: 'capability',
      seen: [
        processOf({ program: '/bin/bash', command: '/bin/bash /tmp/a.sh' }),
        at('/tmp/a.sh', codeOf({ purpose: 'fetches-miner', form: 'script' }), 'script'),
      ],
    },
    {
      name: 'a miner whose command names its settings',
      stage: 'configured',
      seen: [
        processOf({ program: '/usr/local/bin/xmrig', command: 'xmrig --config=/etc/xmrig.json', why: ['mines'] }),
        at('/etc/xmrig.json', configOf({ source: 'json' }), 'config'),
      ],
    },
    {
      name: 'a miner in a container, with its settings as they are seen through the process',
      stage: 'configured',
      seen: [
        processOf({ program: '/app/xmrig', container: '1a2b3c4d5e6f7a8b', why: ['mines'] }),
        at('/proc/7/root/app/config.json', configOf({ source: 'json' }), 'config'),
      ],
    },
    {
      name: 'a proxy that hands on the work of others',
      stage: 'configured',
      seen: [
        processOf({ program: '/opt/x/xmrig-proxy', why: ['mines'], connections: connected('203.0.113.9:3333') }),
        at('/proc/7/cmdline', configOf()),
      ],
    },
  ],
  silent: [
    {
      name: 'a program built in a temporary folder, at a port that pools use among others',
      seen: [
        processOf({ why: ['talks-to-pool', 'from-temporary-folder'], connections: connected('203.0.113.9:5555') }),
      ],
    },
    {
      name: 'a program that works on a graphics card, tied to processors and with huge pages',
      seen: [
        processOf({
          program: '/opt/conda/bin/python3.12',
          command: 'python3.12 train.py',
          why: ['busy', 'pinned', 'not-packaged'],
          cores: 12,
          hugePages: 2 ** 30,
        }),
      ],
    },
    {
      name: 'a browser that renames its processes',
      seen: [
        processOf({ program: '/opt/google/chrome/chrome', name: 'GPU Process', why: ['name-lies', 'busy'], cores: 3 }),
      ],
    },
    { name: 'a busy database', seen: [processOf({ program: '/usr/sbin/mysqld', why: ['busy'], cores: 8 })] },
    {
      name: 'a program that tries passwords on a graphics card',
      seen: [processOf({ program: '/opt/hashcat/hashcat.bin', command: 'hashcat -m 0 -a 3 h.txt', why: ['busy'] })],
    },
    {
      name: "a browser that shows a pool's page",
      seen: [
        processOf({ program: '/usr/lib/firefox/firefox', why: ['busy'], connections: connected('203.0.113.9:443') }),
        { kind: 'name-lookup', value: { name: 'pool.supportxmr.com', answers: ['203.0.113.9'] } },
      ],
    },
    {
      name: 'an editor with a configuration in its memory',
      seen: [
        processOf({ program: '/usr/bin/vim', command: 'vim xmrig.json' }),
        at('/proc/7/mem', configOf({ source: 'json' })),
      ],
    },
    {
      name: 'a guard that knows configurations of miners and talks to its maker, where pools have their pages, too',
      seen: [
        processOf({
          program: '/opt/guard/agent',
          why: ['busy', 'not-packaged'],
          connections: connected('203.0.113.9:443'),
        }),
        at('/proc/7/mem', configOf({ source: 'json', pools: [{ host: 'pool.example.com', port: 443, login: 'x' }] })),
      ],
    },
    {
      name: "an editor of a miner's script",
      seen: [
        processOf({ program: '/usr/bin/vim', command: 'vim /tmp/a.sh' }),
        at('/tmp/a.sh', codeOf({ purpose: 'fetches-miner', form: 'script' }), 'script'),
      ],
    },
    {
      name: 'a node that keeps a wallet in step',
      seen: [
        processOf({ program: '/usr/bin/monerod', why: ['busy', 'talks-to-pool'] }),
        at('/usr/bin/monerod', codeOf({ family: 'monerod', purpose: 'node-that-can-mine' }), 'executable'),
      ],
    },
    {
      name: 'a program of a container that has the name of a miner outside it',
      seen: [
        processOf({ program: '/app/x', container: '1a2b3c4d5e6f7a8b', why: ['busy'] }),
        at('/app/x', codeOf(), 'executable'),
      ],
    },
    {
      name: 'a replaced file where the program was',
      seen: [processOf({ programState: 'deleted', why: ['busy'] }), at('/tmp/.x/x', codeOf(), 'executable')],
    },
    {
      name: "somebody's work that happens to lie beside a miner's configuration",
      seen: [
        processOf({ program: '/home/ada/x', folder: '/home/ada', why: ['busy'] }),
        at('/home/ada/config.json', configOf({ source: 'json' }), 'config'),
      ],
    },
  ],
};
