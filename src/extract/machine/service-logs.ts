/**
 * Logs that services keep in folders of their own: Tomcat, Confluence, Jira, Jenkins, JBoss and WildFly, WebLogic,
 * PostgreSQL, GitLab in a container, PM2, npm, and what `nohup` wrote. They are examined as every log is.
 * Sources: https://tomcat.apache.org/tomcat-9.0-doc/introduction.html (CATALINA_BASE),
 * https://confluence.atlassian.com/doc/application-log-files-135681.html (Confluence's folders),
 * https://www.jenkins.io/doc/book/system-administration/viewing-logs/,
 * https://pm2.keymetrics.io/docs/usage/log-management/, https://docs.npmjs.com/cli/using-npm/logging.
 * Does not see: logs in folders that are not called `log` or `logs`, those of desktop programs in hidden folders; logs of
 * Jenkins' builds, which have no times and so do not tell a job that brought the miner from one that an intruder made.
 */
import { defineProbe, type FileWish, type Probe } from '../../model/machine-units.ts';
import { examineLatest } from './knowledge/latest-logs.ts';

const folders = [
  ...['/opt', '/usr/local', '/usr/share', '/srv', '/data', '/app', '/u01', '/u02'],
  ...['/var/lib', '/var/atlassian', '/var/jenkins_home', '/home', '/root'],
];

/** `.log.1` of a rotated log, `.log00001` of WebLogic's. */
const numbers = Array.from({ length: 20 }, (_, i) => [`.${i + 1}`, `.log${String(i + 1).padStart(5, '0')}`]).flat();

const wishes: readonly FileWish[] = [
  { within: ['log', 'logs', 'pg_log'], below: folders, endings: ['.log', '.out', '.gz', '.txt', '.csv', ...numbers] },
  { within: ['log', 'logs'], below: folders, names: ['access_log', 'error_log'] },
  // `access_log.2026-10-31`, as Jira's is called.
  { within: ['logs'], below: ['/opt/atlassian'] },
  { within: ['_logs'], endings: ['.log'] },
  { within: ['containers'], below: ['/home', '/root', '/data'], endings: ['-json.log'] },
  { names: ['nohup.out'] },
];

const bounds = { files: 2_000, bytes: 1024 ** 3, of: 'logs of services', at: '/opt' };

export const serviceLogs: Probe<never> = defineProbe({
  id: 'service-logs',
  title: 'Logs that services keep in folders of their own',
  emits: [],
  platform: 'linux',
  wishes,
  *probe({ tree }, { paths, left }) {
    yield* examineLatest(tree, paths.filter(isLog), left, bounds);
  },
});

/** Text, tables and packed files are logs where they are called so, or stand in a database's folder. */
function isLog(path: string): boolean {
  if (/-json\.log$|\/nohup\.out$/.test(path)) return true;
  if (isElsewhere(path)) return false;
  return !/\.(?:txt|csv|gz)$/i.test(path) || /log[^/]*$|\/postgresql[^/]*\.csv$/i.test(path);
}

/** What programs bring, and what desktop programs write about themselves in hidden folders of a home. */
function isElsewhere(path: string): boolean {
  if (/\/(?:node_modules|site-packages|dist-packages|\.git)\//.test(path)) return true;
  return /^\/(?:home|root)\/(?:[^/]+\/)*\./.test(path) && !/\/\.(?:pm2\/logs|npm\/_logs)\//.test(path);
}
