/**
 * Where the web servers of a machine have their documents: as their configurations say, and where they usually are.
 * Sources: https://nginx.org/en/docs/http/ngx_http_core_module.html#root,
 * https://httpd.apache.org/docs/2.4/mod/core.html#documentroot. Includes, variables and conditions are not followed.
 */
import type { Machine, MachineMiss, MachineTree } from '../../model/machine-units.ts';
import { accountsOf } from './knowledge/accounts.ts';
import { leftOut } from './knowledge/folder-files.ts';

const usualRoots = [
  '/var/www',
  '/srv/www',
  '/srv/http',
  '/usr/share/nginx/html',
  '/usr/local/apache2/htdocs',
  '/opt/lampp/htdocs',
  '/www/wwwroot',
];
const homeFolders = ['public_html', 'www', 'htdocs'];
const configurations = [
  '/etc/nginx/nginx.conf',
  '/etc/nginx/conf.d',
  '/etc/nginx/sites-enabled',
  '/etc/apache2/sites-enabled',
  '/etc/apache2/conf-enabled',
  '/etc/httpd/conf/httpd.conf',
  '/etc/httpd/conf.d',
  '/etc/lighttpd/lighttpd.conf',
  '/etc/lighttpd/conf-enabled',
  '/etc/caddy/Caddyfile',
  '/usr/local/nginx/conf/nginx.conf',
  '/www/server/panel/vhost/nginx',
];
const mostConfigurations = 300;
const mostRoots = 200;
const directive =
  /^[ \t]{0,80}(?:root|DocumentRoot|server\.document-root\s{0,8}=|root\s{1,8}\*)\s{0,8}"?(\/[^\s";*{}$]{1,250})/gim;
/** Roots that hold more than documents: a configuration that names them would have the whole machine read. */
const tooWide: ReadonlySet<string> = new Set([
  '/',
  '/etc',
  '/home',
  '/opt',
  '/root',
  '/usr',
  '/usr/share',
  '/var',
  '/var/lib',
  '/srv',
  '/tmp',
]);

export interface WebRoots {
  /** Absolute, without links, none below another. */
  readonly roots: readonly string[];
  readonly misses: readonly MachineMiss[];
}

export function webRoots(machine: Machine): WebRoots {
  const { tree } = machine;
  const files = configurationFiles(tree);
  const configured = files.slice(0, mostConfigurations).flatMap((path) => namedIn(tree, path));
  const named = [...usualRoots, ...configured, ...tomcatFolders(tree), ...homeRoots(machine)];
  const real = new Set(named.flatMap((path) => tree.real(path) ?? []).sort());
  const folders = [...real].filter((path) => !tooWide.has(path) && tree.stat(path)?.kind === 'folder');
  const known = new Set(folders);
  const roots = folders.filter((path) => !foldersAbove(path).some((above) => known.has(above)));
  return {
    roots: roots.slice(0, mostRoots),
    misses: [
      ...leftOut(files.length - mostConfigurations, 'configurations of web servers are not read', '/etc'),
      ...leftOut(roots.length - mostRoots, 'web roots are not looked into', roots[mostRoots] ?? '/'),
    ],
  };
}

/** @example foldersAbove('/srv/www/x') // ['/srv', '/srv/www'] */
function foldersAbove(path: string): string[] {
  return [...path.matchAll(/(?<=.)\//g)].map(({ index }) => path.slice(0, index));
}

function configurationFiles(tree: MachineTree): string[] {
  return configurations.flatMap((path) => {
    const kind = tree.follow(path)?.kind;
    if (kind === 'folder') return tree.list(path).map(({ name }) => `${path}/${name}`);
    return kind === 'file' ? [path] : [];
  });
}

function namedIn(tree: MachineTree, path: string): string[] {
  const text = tree.follow(path)?.kind === 'file' ? (tree.text(path) ?? '') : '';
  return [...text.matchAll(directive)].map(([, root = '']) => root);
}

function tomcatFolders(tree: MachineTree): string[] {
  const above = ['/var/lib', '/opt', '/usr/local', '/usr/share'];
  return above.flatMap((folder) =>
    tree
      .list(folder)
      .filter(({ name }) => /tomcat|jetty|wildfly|jboss/i.test(name))
      .map(({ name }) => `${folder}/${name}/webapps`),
  );
}

function homeRoots(machine: Machine): string[] {
  return accountsOf(machine).homes.flatMap(({ home }) =>
    home === '/' || home === '' ? [] : homeFolders.map((name) => `${home}/${name}`),
  );
}
