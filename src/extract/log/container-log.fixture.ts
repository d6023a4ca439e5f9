import type { LogFormatFixture } from '../../../tests/fixture.ts';

const source = { product: 'container', service: 'output' };
const id = 'ab12'.repeat(16);

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'Docker, with a web server’s line in it',
      file: `containers/${id}/${id}-json.log`,
      input:
        '{"log":"192.0.2.10 - - [23/Nov/2026:16:00:00 +0000] \\"GET / HTTP/1.1\\" 200 5\\r\\n","stream":"stdout","time":"2026-11-23T16:00:00.123456789Z"}\n{"log":"part","stream":"stderr","attrs":{"a":"b"},"time":"2026-11-23T16:00:01Z"}\n',
      expect: [
        {
          source: { category: 'webserver' },
          time: '2026-11-23T16:00:00.123Z',
          fields: {
            'c-ip': '192.0.2.10',
            'sc-status': 200,
            message: '192.0.2.10 - - [23/Nov/2026:16:00:00 +0000] "GET / HTTP/1.1" 200 5',
            stream: 'stdout',
            container: 'ab12ab12ab12',
          },
        },
        { fields: { message: 'part', stream: 'stderr' } },
      ],
    },
    {
      name: 'containerd',
      file: '/var/log/pods/default_web-0_0f9a/nginx/0.log',
      input:
        '2026-11-23T16:00:00.123456789Z stdout F hello\n2026-11-23T17:00:01.000000000+01:00 stderr P half\nno such line\n',
      expect: [
        {
          source,
          time: '2026-11-23T16:00:00.123Z',
          fields: { message: 'hello', namespace: 'default', pod: 'web-0', container: 'nginx' },
        },
        { time: '2026-11-23T16:00:01.000Z', fields: { message: 'half', stream: 'stderr' } },
      ],
    },
  ],
  silent: [
    { name: 'another program’s JSON', input: '{"log":{"level":"info"},"stream":"x","time":"2026-11-23T16:00:01Z"}\n' },
    { name: 'an HTTP archive', input: '{"log":{"version":"1.2","entries":[]}}' },
    { name: 'a setting', input: '{"log":"info","level":3}\n' },
    { name: 'a build service’s log', input: '2026-11-23T16:00:00.1234567Z ##[group]Run x\n' },
  ],
};
