import type { DetectorFixture } from '../../../tests/fixture.ts';

type Seen = DetectorFixture['fires'][number]['seen'][number];

const artifact = { kind: 'script', name: 'a.sh' } as const;

function kills(...names: string[]): Seen {
  return { kind: 'rival-kill', value: { how: 'process', names, pools: [] }, artifact };
}
const cron: Seen = { kind: 'persistence', value: { mechanism: 'cron', place: 'crontab' }, artifact };
const config: Seen = {
  kind: 'mining-config',
  value: { source: 'script', pools: [{ host: 'pool.example.net', port: 3333, login: 'x' }] },
  artifact,
};
const download: Seen = { kind: 'download', value: { url: 'http://h.example/a', runs: true }, artifact };

export const fixture: DetectorFixture = {
  fires: [
    {
      name: 'a miner that is set up, others that are ended, and a cron job',
      stage: 'capability',
      seen: [kills('kinsing'), config, cron],
    },
    {
      name: 'others that are ended, and something fetched that is started',
      stage: 'capability',
      seen: [kills('kinsing', 'kdevtmpfsi'), download],
    },
    {
      name: 'a clean-up, which sets up none',
      stage: 'mention',
      seen: [kills('kinsing', 'kdevtmpfsi'), { kind: 'trace-wipe', value: { target: '/var/log/a' }, artifact }],
    },
  ],
  silent: [
    { name: 'one miner that is ended', seen: [kills('xmrig')] },
    { name: 'a miner without any deed', seen: [config, download] },
    {
      name: 'deeds without a miner',
      seen: [cron, download, { kind: 'defence-off', value: { what: 'SELinux' }, artifact }],
    },
    {
      name: 'the source of a program',
      seen: [{ ...kills('kinsing', 'xmrig'), artifact: { kind: 'source-code', name: 'a.py' } }],
    },
  ],
};
