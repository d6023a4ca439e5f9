import type { LogFormatFixture } from '../../../tests/fixture.ts';

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'an installation with a script',
      file: '_logs/2026-11-23T16_00_00_123Z-debug-0.log',
      input:
        '0 verbose cli /usr/bin/node /usr/bin/npm\n1 info using npm@10.0.0\n2 info run x@1.0.0 postinstall node_modules/x node install.js\n3 info run x@1.0.0 postinstall { code: 0, signal: null }\n',
      expect: [
        {
          source: { product: 'npm', service: 'debug' },
          time: '2026-11-23T16:00:00.000Z',
          fields: { level: 'verbose' },
        },
        { fields: { message: 'using npm@10.0.0' } },
        {
          fields: {
            package: 'x@1.0.0',
            event: 'postinstall',
            CommandLine: 'node install.js',
            CurrentDirectory: 'node_modules/x',
          },
        },
        { fields: { CommandLine: undefined } },
      ],
    },
  ],
  silent: [
    { name: 'a table', input: '0 1 2\n1 2 3\n' },
    { name: 'a list of hosts', input: '0 info\n' },
  ],
};
