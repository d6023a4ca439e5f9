/** A miner that somebody set up as any other service: its own unit, in its place, under its own name. All made up. */
import type { OnMachine } from './make-machine-case.ts';

const program = '/opt/xmrig/xmrig';

export const openMiner: readonly OnMachine[] = [
  { in: program, kind: 'mining-config', value: { pools: [{ host: 'pool.example', port: 3333 }], source: 'binary' } },
  {
    in: '/etc/systemd/system/xmrig.service',
    kind: 'autostart',
    value: {
      mechanism: 'systemd',
      place: '/etc/systemd/system/xmrig.service',
      name: 'xmrig.service',
      entry: `ExecStart=${program}`,
      starts: program,
      programs: [program],
      packaged: 'no',
      why: ['mines'],
    },
  },
];
