import type { LogFormatFixture } from '../../../tests/fixture.ts';

const stars = '*'.repeat(22);

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'what was typed, below its head',
      input: [
        ...[
          `\ufeff${stars}`,
          'Windows PowerShell transcript start',
          'Start time: 20261123160000',
          'Username: BOX\\alice',
        ],
        ...['Machine: BOX (Microsoft Windows NT 10.0.19045.0)', 'Host Application: powershell.exe -enc AAAA', stars],
        ...['PS C:\\w> whoami', 'box\\alice', ''],
      ].join('\r\n'),
      expect: [
        { fields: { message: 'Windows PowerShell transcript start' } },
        { time: '2026-11-23T16:00:00.000Z' },
        { fields: { User: 'BOX\\alice' } },
        { machine: 'BOX' },
        { fields: { CommandLine: 'powershell.exe -enc AAAA' } },
        {
          source: { product: 'windows', service: 'powershell-transcript' },
          time: '2026-11-23T16:00:00.000Z',
          machine: 'BOX',
          fields: { CommandLine: 'whoami', CurrentDirectory: 'C:\\w', User: 'BOX\\alice' },
        },
        { fields: { message: 'box\\alice', CommandLine: undefined } },
      ],
    },
  ],
  silent: [
    { name: 'a comment', input: `${stars}\n* A program\n${stars}\n` },
    { name: 'a script', input: '# Windows PowerShell transcript start\n' },
  ],
};
