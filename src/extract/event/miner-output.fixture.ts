import { type EventFixture, saidLine } from '../../../tests/event-harness.ts';

const stamp = '[2026-11-19 03:07:10.123] ';

export const fixture: EventFixture = {
  fires: [
    {
      name: 'a miner at work, started twice',
      lines: [
        saidLine(' * ABOUT        XMRig/6.21.0 gcc/11.4.0'),
        saidLine(`${stamp} net      use pool pool.example.com:3333  203.0.113.9`),
        saidLine(`${stamp} net      new job from pool.example.com:3333 diff 100001 algo rx/0 height 3100000`),
        saidLine(`${stamp} cpu      accepted (1/0) diff 100001 (45 ms)`),
        saidLine(`${stamp} cpu      accepted (2/0) diff 100001 (45 ms)`),
        saidLine(`${stamp} miner    speed 10s/60s/15m 812.4 n/a n/a H/s max 830.0 H/s`),
        saidLine(`${stamp} cpu      accepted (1/1) diff 100001 (45 ms)`, { seconds: 60 }),
      ],
      expect: [
        {
          kind: 'miner-output',
          value: {
            program: 'XMRig/6.21.0',
            pools: ['pool.example.com:3333'],
            algorithm: 'rx/0',
            accepted: 3,
            rejected: 1,
            rate: 812.4,
          },
        },
      ],
    },
  ],
  silent: [
    {
      name: 'words of others',
      lines: [
        saidLine('he said: accepted (1/0) diff 100001 (45 ms)'),
        saidLine('test run accepted: 5/5 (100%)'),
        saidLine('use pool of threads'),
      ],
    },
  ],
};
