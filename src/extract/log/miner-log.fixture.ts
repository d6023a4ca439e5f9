import type { LogFormatFixture } from '../../../tests/fixture.ts';

const share = '[2026-11-19 03:07:10.123]  cpu      accepted (1/0) diff 100001 (45 ms)';

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'what nohup kept',
      file: 'nohup.out',
      input: `nohup: ignoring input\n * ABOUT        XMRig/6.21.0 gcc/11.4.0\n * HUGE PAGES   supported\n${share}\n`,
      expect: [
        {
          source: { category: 'application', service: 'miner' },
          fields: { message: ' * ABOUT        XMRig/6.21.0 gcc/11.4.0' },
        },
        { time: '2026-11-19T03:07:10.000Z', fields: { message: share } },
      ],
    },
  ],
  silent: [
    {
      name: 'a question about mining',
      input: `My miner says this, what is wrong?\nI have 4 cores.\n${share}\nThanks!\n`,
    },
    { name: 'a list', input: ' * apples\n * pears\n' },
    { name: 'a page', input: `<html>\n${share}\n${share}\n` },
  ],
};
