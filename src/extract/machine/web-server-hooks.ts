/**
 * What a web server runs at every request or loads at its start: PHP files that are put before all others, modules,
 * and programs that take its logs. Firewalls and monitors for PHP use the same settings in the open.
 * Sources: PHP's manual (auto_prepend_file, .user.ini), Apache's (LoadModule, CustomLog), nginx's (load_module).
 * Does not see: settings that a database or a program's own panel holds.
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText } from './hook-scripts.ts';
import { Autostarts, type Reason } from './knowledge/entry.ts';
import { leftOut } from './knowledge/folder-files.ts';

const mostFiles = 5000;
const servers = ['/etc/nginx', '/etc/apache2', '/etc/httpd', '/etc/lighttpd', '/usr/local/etc/nginx', '/opt/lampp/etc'];

const prepended = /^\s*(?:php_(?:admin_)?value\s+)?(auto_(?:pre|ap)pend_file)(?:\s*=\s*|\s+)["']?([^"'\s;=][^"'\s;]*)/i;
const loadedModule = /^\s*(?:LoadModule\s+\S+|LoadFile|load_module)\s+["']?(\/[^"'\s;]+)/i;
const loggedTo = /^\s*(?:CustomLog|ErrorLog|TransferLog)\s+"?\|{1,2}\$?([^"]+)"?/i;

export const webServerHooks: Probe<'autostart'> = defineProbe({
  id: 'web-server-hooks',
  title: 'What web servers run or load by themselves',
  emits: ['autostart'],
  platform: 'linux',
  wishes: [
    { names: ['.user.ini', '.htaccess', 'php.ini'] },
    { endings: ['.ini', '.conf', '.load'], below: ['/etc/php', '/etc/php.d', '/usr/local/etc/php', ...servers] },
  ],
  *probe(machine, wished) {
    const autostarts = new Autostarts(machine);
    const paths = [...new Set(wished.paths)];
    for (const place of paths.slice(0, mostFiles)) yield* ofSettings(machine, autostarts, place);
    const left = Math.max(0, paths.length - mostFiles) + wished.left;
    yield* leftOut(left, 'settings of web servers are not read', '/');
    yield { looked: { at: 'settings of web servers', count: paths.length } };
    yield* autostarts.end('hooks of web servers');
  },
});

function* ofSettings(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  const byPackage = place.startsWith('/etc/') || place.startsWith('/usr/');
  for (const [i, written] of (scriptText(machine, place) ?? '').split('\n').entries()) {
    const line = written.slice(0, 4096);
    const common = {
      mechanism: 'web-server-hook',
      place,
      line: i + 1,
      entry: line,
      packagesBringIt: byPackage,
    } as const;
    const [, name, file = ''] = prepended.exec(line) ?? [];
    const module = loadedModule.exec(line)?.[1];
    const program = loggedTo.exec(line)?.[1];
    if (name !== undefined && !/^none$/i.test(file))
      yield* autostarts.tell({ ...common, name, when: 'at every request', ...whatIsPut(file, place) });
    else if (module !== undefined && !/^\/(?:usr|lib|lib64)\//.test(module))
      yield* autostarts.tell({ ...common, loads: [module], when: 'when the web server starts' });
    else if (program !== undefined)
      yield* autostarts.tell({ ...common, starts: program, when: 'when the web server starts' });
  }
}

/** PHP also takes addresses, and what a visitor sends. */
function whatIsPut(
  file: string,
  place: string,
): { readonly loads?: readonly string[]; readonly why?: readonly Reason[] } {
  if (/^php:\/\/(?:input|stdin)/i.test(file)) return { why: ['lets-in'] };
  if (/^(?:https?|ftps?):\/\//i.test(file)) return { why: ['fetches-and-runs'] };
  if (/^data:/i.test(file)) return { why: ['decodes'] };
  return { loads: [file.startsWith('/') ? file : `${place.slice(0, place.lastIndexOf('/'))}/${file}`] };
}
