import type { LogFormatFixture } from '../../../tests/fixture.ts';

const time = '2026-11-23T16:31:56.123Z';

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'a server that is asked for a terminal',
      input: `[I 2026-11-23 16:31:56.123 ServerApp] Jupyter Server 2.14.0 is running at:
    http://127.0.0.1:8888/tree
[I 2026-11-23 16:31:56.123 ServerApp] 200 POST /api/terminals?1 (alice@192.0.2.10) 5.21ms
[W 2026-11-23 16:31:56.123 ServerApp] 403 GET /api/sessions (::1) 2.00ms referer=None
`,
      expect: [
        {
          source: { category: 'application', product: 'python', service: 'jupyter' },
          time,
          fields: {
            level: 'INFO',
            logger: 'ServerApp',
            message: 'Jupyter Server 2.14.0 is running at:\n    http://127.0.0.1:8888/tree',
          },
        },
        {
          time,
          fields: {
            'sc-status': 200,
            'cs-method': 'POST',
            'cs-uri-stem': '/api/terminals',
            'cs-uri-query': '1',
            'cs-username': 'alice',
            'c-ip': '192.0.2.10',
          },
        },
        { fields: { level: 'WARNING', 'c-ip': '::1', 'sc-status': 403 } },
      ],
    },
    {
      name: 'an old notebook, which writes the hour alone',
      input: '[I 16:31:56.123 NotebookApp] Kernel started: 7d1a\n',
      expect: [{ fields: { level: 'INFO', message: 'Kernel started: 7d1a' } }],
    },
  ],
  silent: [
    { name: 'nothing', input: '' },
    { name: 'settings', input: '[I 2]\nkey=value\n' },
    { name: 'a list', input: '[1 2 3]\n' },
    { name: 'a log of another kind', input: '[2026-11-23 16:31:56 +0000] [77] [INFO] x\n' },
    { name: 'a kernel’s messages', input: '[    0.000000] Linux version 6.1\n' },
  ],
};
