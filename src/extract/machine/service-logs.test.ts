import { expect, test } from 'vitest';
import { longAgo, machineOf, runProbe, today } from '../../../tests/machine-tree.ts';
import { serviceLogs } from './service-logs.ts';

function examined(paths: readonly string[]): string[] {
  const machine = machineOf(Object.fromEntries(paths.map((path) => [path, 'line'])));
  return runProbe(serviceLogs, machine).flatMap((told) => ('examine' in told ? [told.examine] : []));
}

test('logs in folders of services are examined', () => {
  const paths = [
    '/data/docker/containers/ab/ab-json.log',
    '/home/anna/.npm/_logs/2026-11-17T10_11_50_000Z-debug-0.log',
    '/home/anna/nohup.out',
    '/home/deploy/.pm2/logs/shop-error.log',
    '/opt/atlassian/confluence/logs/conf_access_log.2026-10-31.log',
    '/opt/atlassian/jira/logs/access_log.2026-10-31',
    '/opt/svc/.own/logs/net.log',
    '/opt/tomcat/logs/localhost_access_log.2026-10-31.txt',
    '/opt/wildfly/standalone/log/access_log.log',
    '/opt/wildfly/standalone/log/server.log',
    '/root/nohup.out',
    '/srv/gitlab/logs/nginx/gitlab_access.log.1.gz',
    '/u01/domains/base/servers/AdminServer/logs/access.log00001',
    '/usr/local/tomcat/logs/catalina.out',
    '/var/atlassian/application-data/jira/log/atlassian-jira.log.1',
    '/var/lib/jenkins/logs/tasks/Periodic.log',
    '/var/lib/pgsql/data/pg_log/postgresql-Mon.csv',
    '/var/lib/tomcat9/logs/catalina.2026-10-31.log',
  ];
  expect(examined(paths)).toEqual(paths);
});

test('what is no log, or a desktop program’s, is left alone', () => {
  const paths = [
    '/home/anna/.config/Code/logs/main.log',
    '/home/anna/.cache/idea/log/idea.log',
    '/home/anna/work/logs/notes.txt',
    '/home/anna/work/logs/table.csv',
    '/opt/app/node_modules/pino/logs/example.log',
    '/opt/app/app.log',
    '/usr/share/doc/x/changelog.gz',
    '/srv/app/.git/logs/x.log',
    '/var/lib/jenkins/jobs/shop/builds/7/log',
    '/var/log/syslog',
  ];
  expect(examined(paths)).toEqual([]);
});

test('the latest ones come first, and the oldest of too many are left out and said', () => {
  const files = Object.fromEntries(
    Array.from({ length: 2001 }, (_, i) => [`/opt/a/logs/${i}.log`, { content: 'x', modified: longAgo + i }]),
  );
  const told = runProbe(serviceLogs, machineOf({ ...files, '/opt/a/logs/new.log': { content: 'x', modified: today } }));
  expect(told[0]).toEqual({ examine: '/opt/a/logs/new.log' });
  expect(told.at(-2)).toEqual({ looked: { at: 'logs of services', count: 2000 } });
  expect(told.at(-1)).toMatchObject({
    gap: { code: 'limit-count', what: expect.stringMatching(/^2 logs of services/) },
  });
});

test('empty logs, and links to them, tell nothing', () => {
  const machine = machineOf({ '/opt/a/logs/a.log': '', '/opt/a/logs/b.log': { link: '/etc/passwd' } });
  expect(runProbe(serviceLogs, machine)).toEqual([{ looked: { at: 'logs of services', count: 0 } }]);
});
