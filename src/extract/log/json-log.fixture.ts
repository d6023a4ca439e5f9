import type { LogFormatFixture } from '../../../tests/fixture.ts';

const time = '2026-11-23T16:31:56.123Z';
const seconds = 1_795_451_516.123;
const line = (object: object): string => `${JSON.stringify(object)}\n`;

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'Caddy',
      input: line({
        level: 'info',
        ts: seconds,
        logger: 'http.log.access.log0',
        msg: 'handled request',
        request: {
          remote_ip: '192.0.2.10',
          remote_port: '51234',
          client_ip: '192.0.2.10',
          proto: 'HTTP/2.0',
          method: 'GET',
          host: 'www.example.com',
          uri: '/x?y=z',
          headers: { 'User-Agent': ['Browser/1'], Referer: ['http://www.example.org/'] },
        },
        user_id: '',
        size: 5,
        status: 404,
      }),
      expect: [
        {
          source: { category: 'webserver', service: 'caddy' },
          time,
          fields: {
            'c-ip': '192.0.2.10',
            'cs-method': 'GET',
            'cs-uri-stem': '/x',
            'cs-uri-query': 'y=z',
            'cs-host': 'www.example.com',
            'cs-user-agent': 'Browser/1',
            'cs-referer': 'http://www.example.org/',
            'cs-username': undefined,
            'sc-status': 404,
            'sc-bytes': 5,
          },
        },
      ],
    },
    {
      name: 'Traefik',
      input: line({
        ClientAddr: '192.0.2.10:51234',
        ClientHost: '192.0.2.10',
        ClientUsername: '-',
        DownstreamStatus: 200,
        DownstreamContentSize: 5,
        RequestHost: 'www.example.com',
        RequestMethod: 'POST',
        RequestPath: '/x',
        StartUTC: '2026-11-23T16:31:56.123456789Z',
        'request_User-Agent': 'curl/8',
        level: 'info',
        msg: '',
        time: '2026-11-23T16:31:57Z',
      }),
      expect: [
        {
          source: { category: 'webserver', service: 'traefik' },
          time: '2026-11-23T16:31:57.000Z',
          fields: { 'cs-method': 'POST', 'cs-uri-stem': '/x', 'c-ip': '192.0.2.10', 'cs-user-agent': 'curl/8' },
        },
      ],
    },
    {
      name: 'nginx, as people set it up',
      input:
        line({
          time_local: '23/Nov/2026:17:31:56 +0100',
          remote_addr: '192.0.2.10',
          request: 'GET /x?y HTTP/1.1',
          status: '200',
          body_bytes_sent: '5',
          http_user_agent: 'Browser/1',
        }) +
        line({
          msec: '1795451516.123',
          remote_addr: '192.0.2.10',
          request_method: 'GET',
          uri: '/x',
          args: 'y',
          status: 200,
          host: 'www.example.com',
        }),
      expect: [
        {
          source: { category: 'webserver', service: 'nginx' },
          time: '2026-11-23T16:31:56.000Z',
          fields: { 'cs-uri-stem': '/x', 'cs-uri-query': 'y', 'sc-status': 200, 'sc-bytes': 5 },
        },
        { time, fields: { 'cs-uri-stem': '/x', 'cs-uri-query': 'y', 'cs-host': 'www.example.com' } },
      ],
    },
    {
      name: 'Cloudflare and Google, whose times are texts or nanoseconds',
      input:
        line({
          ClientIP: '192.0.2.10',
          ClientRequestHost: 'www.example.com',
          ClientRequestMethod: 'GET',
          ClientRequestURI: '/x',
          EdgeResponseStatus: 403,
          EdgeStartTimestamp: 1_795_451_516_123_000_000,
        }) +
        line({
          httpRequest: {
            requestMethod: 'GET',
            requestUrl: 'http://www.example.com/x?y',
            status: 502,
            remoteIp: '192.0.2.10',
            userAgent: 'Browser/1',
          },
          timestamp: '2026-11-23T16:31:56.123456Z',
          severity: 'WARNING',
        }),
      expect: [
        { source: { service: 'cloudflare' }, time, fields: { 'sc-status': 403, 'c-ip': '192.0.2.10' } },
        { time, fields: { 'cs-host': 'www.example.com', 'cs-uri-stem': '/x', 'cs-uri-query': 'y', 'sc-status': 502 } },
      ],
    },
    {
      name: 'what applications say: logstash, zap, pino',
      input:
        line({
          '@timestamp': '2026-11-23T17:31:56.123+01:00',
          '@version': '1',
          message: 'x failed',
          logger_name: 'com.example.Shop',
          level: 'ERROR',
          level_value: 40_000,
        }) +
        line({ level: 'warn', ts: seconds, caller: 'x/y.go:7', msg: 'late', took: 1.5, deep: { a: 1 } }) +
        line({ level: 30, time: 1_795_451_516_123, pid: 77, hostname: 'web1', msg: 'up' }),
      expect: [
        {
          source: { category: 'application', product: 'jvm' },
          time,
          fields: { level: 'ERROR', message: 'x failed', logger: 'com.example.Shop', level_value: 40_000 },
        },
        { time, fields: { level: 'warn', message: 'late', logger: 'x/y.go:7', took: 1.5, deep: undefined } },
        { time, fields: { level: '30', message: 'up', pid: 77 } },
      ],
    },
    {
      name: 'PostgreSQL and MongoDB',
      input:
        line({
          timestamp: '2026-11-23 16:31:56.123 UTC',
          user: 'postgres',
          dbname: 'shop',
          pid: 77,
          error_severity: 'LOG',
          message: "statement: COPY t FROM PROGRAM 'id'",
        }) +
        line({
          t: { $date: '2026-11-23T16:31:56.123+00:00' },
          s: 'I',
          c: 'NETWORK',
          id: 22_943,
          ctx: 'listener',
          msg: 'Connection accepted',
          attr: {},
        }),
      expect: [
        { source: { service: 'postgresql' }, time, fields: { level: 'LOG', user: 'postgres', dbname: 'shop' } },
        {
          source: { service: 'mongodb' },
          time,
          fields: { level: 'I', logger: 'NETWORK', message: 'Connection accepted' },
        },
      ],
    },
    {
      name: 'lines that are broken, deep or cut, and the next one',
      input: `${line({ level: 'info', ts: seconds, msg: 'a' })}{"level":"info","ts":1\n${'{"a":'.repeat(40)}1${'}'.repeat(40)}\n[1]\n${line({ level: 'info', ts: 'x', msg: 'no time' })}${line({ level: 'info', ts: seconds, msg: 'b' })}{"level":"info","m`,
      expect: [{ fields: { message: 'a' } }, { fields: { message: 'b' } }],
    },
  ],
  silent: [
    { name: 'nothing', input: '' },
    { name: 'a package’s settings', input: '{\n  "name": "x",\n  "version": "1.0.0"\n}\n' },
    { name: 'settings in one line', input: '{"level":"info","message":"hello","port":80}\n' },
    { name: 'an object of some other kind', input: '{"name":"x","dependencies":{"y":"1"}}\n' },
    {
      name: 'Suricata',
      input: line({ timestamp: '2026-11-23T16:31:56.123456+0000', event_type: 'http', level: 'x', message: 'y' }),
    },
    { name: 'Zeek', input: line({ _path: 'http', ts: seconds, method: 'GET', uri: '/', status: 200 }) },
    { name: 'journald', input: line({ __REALTIME_TIMESTAMP: '1', level: 'x', message: 'y', ts: seconds }) },
    { name: 'a container’s output', input: line({ log: 'x\n', stream: 'stdout', time: '2026-11-23T16:31:56Z' }) },
    { name: 'a log that is no JSON', input: '{ brace } 2026-11-23 16:31:56 INFO x\n' },
  ],
};
