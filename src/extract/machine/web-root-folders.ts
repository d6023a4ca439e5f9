/**
 * Where the web servers of a machine have their documents: as their configurations say, and where they usually are.
 * Sources: https://nginx.org/en/docs/http/ngx_http_core_module.html#root,
 * https://httpd.apache.org/docs/2.4/mod/core.html#documentroot. Includes, variables and conditions are not followed.
 */
import type { Machine, MachineTree } from '../../model/machine-units.ts';
import { accountsOf } from './knowledge/accounts.ts';

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
  /^\s{0,80}(?:root|DocumentRoot|server\.document-root\s{0,8}=|root\s{1,8}\*)\s{0,8}"?(\/[^\s";*{}$]{1,250})/gim;
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

/** Absolute, without links, none below another. */
export function webRoots(machine: Machine): string[] {
  const { tree } = machine;
  const named = [...usualRoots, ...configured(tree), ...tomcatFolders(tree), ...homeRoots(machine)];
  const real = [...new Set(named.flatMap((path) => tree.real(path) ?? []))]
    .filter((path) => !tooWide.has(path) && tree.stat(path)?.kind === 'folder')
    .sort();
  return real.filter((path) => !real.some((above) => path.startsWith(`${above}/`))).slice(0, mostRoots);
}

function configured(tree: MachineTree): string[] {
  const files = configurations.flatMap((path) =>
    tree.follow(path)?.kind === 'folder' ? tree.list(path).map(({ name }) => `${path}/${name}`) : [path],
  );
  return files.slice(0, mostConfigurations).flatMap((path) => {
    const text = tree.follow(path)?.kind === 'file' ? (tree.text(path) ?? '') : '';
    return [...text.matchAll(directive)].map(([, root = '']) => root);
  });
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
