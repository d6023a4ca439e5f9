/**
 * Services that face a network, by the programs they run as, and what of their children is not everyday.
 * Sources: the services' own packages; the names under which Sigma's and Elastic's rules of web shells know them.
 */

interface Service {
  readonly id: string;
  readonly program: RegExp;
  /** Where the program also runs much else, the parent's command must say so. */
  readonly command?: RegExp;
  /** It starts shells all day, so that only telling children are told. */
  readonly busy?: true;
}

const services: readonly Service[] = [
  { id: 'iis', program: /^(?:w3wp|inetinfo)$/ },
  { id: 'weblogic', program: /^javaw?$/, command: /weblogic/i, busy: true },
  { id: 'confluence', program: /^javaw?$/, command: /confluence|atlassian/i, busy: true },
  { id: 'jenkins', program: /^javaw?$/, command: /jenkins/i, busy: true },
  { id: 'java', program: /^(?:javaw?|tomcat\d*|catalina|jsvc|activemq)$/, busy: true },
  { id: 'apache', program: /^(?:httpd|apache2)$/ },
  { id: 'nginx', program: /^(?:nginx|caddy)$/ },
  { id: 'php', program: /^php(?:-cgi|-fpm)?[\d.]*$/, busy: true },
  { id: 'node', program: /^(?:node|nodejs|next-server|bun)(?:\s.*)?$/, busy: true },
  { id: 'langflow', program: /^(?:python[\d.]*|langflow|gunicorn|uvicorn)$/, command: /langflow/i, busy: true },
  { id: 'jupyter', program: /^(?:python[\d.]*|jupyter\S*)$/, command: /jupyter|ipykernel/i, busy: true },
  { id: 'ray', program: /^(?:python[\d.]*|ray\S*|raylet)$/, command: /\bray\b|raylet/i, busy: true },
  { id: 'python', program: /^(?:gunicorn|uvicorn|uwsgi)$/, busy: true },
  { id: 'postgresql', program: /^(?:postgres|postmaster)$/, busy: true },
  { id: 'mysql', program: /^(?:mysqld|mariadbd)$/ },
  { id: 'mssql', program: /^sqlservr$/ },
  { id: 'redis', program: /^(?:redis-server|valkey-server)$/ },
  { id: 'docker', program: /^(?:dockerd|containerd|containerd-shim(?:-runc-v\d)?|runc)$/, busy: true },
  { id: 'selenium', program: /^(?:chromedriver|geckodriver)$/, busy: true },
];

/** By the path: a log names the same few hundred programs all day. */
const known = new Map<string, readonly Service[]>();
const mostKnown = 4096;

function candidates(path: string): readonly Service[] {
  const found = known.get(path);
  if (found) return found;
  const name = fileName(path);
  const fitting = services.filter((one) => one.program.test(name));
  if (known.size < mostKnown) known.set(path, fitting);
  return fitting;
}

/** The service that a program is, by its file and its command line. */
export function serviceOf(
  program: string,
  command: string,
): { readonly id: string; readonly busy: boolean } | undefined {
  const path = program || (command.split(/\s/, 1)[0] ?? '');
  const found = candidates(path).find((one) => one.command?.test(command) ?? true);
  return found && { id: found.id, busy: found.busy ?? false };
}

/** Accounts that packages make for a service; what runs under one was started by it, or by who took it over. */
const accounts: ReadonlyMap<string, string> = new Map([
  ...['www-data', 'apache', 'nginx', 'httpd', 'wwwrun', 'http'].map((name) => [name, 'web'] as const),
  ...['tomcat', 'tomcat8', 'tomcat9', 'tomcat10', 'solr', 'activemq', 'yarn'].map((name) => [name, 'java'] as const),
  ...['weblogic', 'confluence', 'jenkins', 'redis', 'mysql', 'langflow', 'ray'].map((name) => [name, name] as const),
  ['postgres', 'postgresql'],
  ['jovyan', 'jupyter'],
  ['jupyter', 'jupyter'],
  ['node', 'node'],
  ['nextjs', 'node'],
  ['seluser', 'selenium'],
]);

/** The service that an account belongs to, where a log names no parent. */
export function serviceOfAccount(user: string): string | undefined {
  return accounts.get(user.replace(/^.*\\/, '').toLowerCase());
}

/** Shells, and what fetches, decodes or interprets: a server that only serves starts none of them. */
const tools =
  /^(?:(?:ba|da|z|k|a)?sh|cmd|powershell(?:_ise)?|pwsh|curl|wget|certutil|bitsadmin|mshta|rundll32|regsvr32|cscript|wscript|msiexec|python[\d.]*|perl|ruby|php|nc|ncat|socat|base64|whoami|id|uname|hostname|ipconfig|ifconfig|net1?|tasklist|systeminfo|crontab|schtasks|sc|chmod|nohup|busybox|xmrig)$/;
/** What an intruder's first commands are, and a service's own are not. */
const telling =
  /\b(?:curl|wget|certutil|bitsadmin|mshta|DownloadString|DownloadFile|Invoke-WebRequest|base64|\/dev\/(?:shm|tcp)|whoami|crontab|schtasks|nohup|xmrig|chattr|\/tmp\/\S|\/var\/tmp\/\S|-enc\w*\s)|(?:^|[\s;'"&|])(?:id|uname -a)(?:[\s;'"&|]|$)/i;

export function isTellingChild(program: string, command: string, busy: boolean): boolean {
  if (busy) return telling.test(command);
  return tools.test(fileName(program)) || telling.test(command);
}

/** The last part of a path in small letters, without `.exe`. */
export function fileName(path: string): string {
  return path
    .slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
    .toLowerCase()
    .replace(/\.exe$/, '');
}
