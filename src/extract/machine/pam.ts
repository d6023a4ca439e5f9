/**
 * What every login loads or starts: modules of PAM that no package brought, commands of pam_exec, and rules by which
 * anybody passes.
 * Sources: pam.conf(5), pam_exec(8), pam_permit(8); ATT&CK T1556.003. Does not see: what a changed module does (that it
 * is changed is told with the system's files).
 */
import { type PamRule, readPamConfig } from '../../codec/pam-config/pam-config.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText } from './hook-scripts.ts';
import { Autostarts, type Entry } from './knowledge/entry.ts';
import { packagesOf } from './knowledge/packages.ts';

const services = /\/(?:sshd|login|su|su-l|sudo|sudo-i|common-auth|system-auth|password-auth|remote|base-auth)$/;
/** Modules that say yes for reasons of their own before a password is asked. */
const asksNothing =
  /^pam_(?:permit|rootok|succeed_if|env|faildelay|nologin|securetty|echo|warn|debug|time|access)\.so$/;

const pamFolders = ['/etc/pam.d', '/usr/lib/pam.d'];

export const pam: Probe<'autostart'> = defineProbe({
  id: 'pam',
  title: 'What every login loads or starts',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    const folders = moduleFolders(machine);
    let count = 0;
    for (const place of ['/etc/pam.conf', ...pamFolders.flatMap((folder) => autostarts.folders.of(folder))]) {
      const rules = readPamConfig(scriptText(machine, place) ?? '', place === '/etc/pam.conf');
      count += rules.length;
      for (const rule of rules) yield* toldOf(machine, autostarts, place, rule, folders);
      yield* passes(autostarts, place, rules);
    }
    yield { looked: { at: 'rules of logins', count } };
    yield* autostarts.end('modules and commands of logins that no package brought');
  },
});

/** Where names of modules are looked up. */
function moduleFolders(machine: Machine): string[] {
  const libraries = ['/usr/lib64', '/lib64', '/usr/lib', '/lib'];
  const ofArchitectures = ['/usr/lib', '/lib'].flatMap((library) =>
    machine.tree
      .list(library)
      .filter(({ name }) => /-linux-(?:gnu|musl)\w*$/.test(name))
      .map(({ name }) => `${library}/${name}`),
  );
  return [...ofArchitectures, ...libraries].map((library) => `${library}/security`);
}

function* toldOf(
  machine: Machine,
  autostarts: Autostarts,
  place: string,
  rule: PamRule,
  folders: readonly string[],
): Iterable<Told<'autostart'>> {
  if (!rule.module.includes('.so')) return;
  const entry: Entry = { mechanism: 'pam', place, line: rule.line, entry: rule.text, when: 'at login', user: 'root' };
  if (/(?:^|\/)pam_exec\.so$/.test(rule.module)) {
    const at = rule.arguments.findIndex((word) => word.startsWith('/'));
    yield* autostarts.tell({ ...entry, starts: rule.arguments.slice(Math.max(0, at)).join(' ') });
  }
  const paths = rule.module.startsWith('/') ? [rule.module] : folders.map((folder) => `${folder}/${rule.module}`);
  const path = paths.find((candidate) => machine.tree.follow(candidate) !== undefined);
  const packages = packagesOf(machine);
  if (path !== undefined && packages.databases.length > 0 && !packages.ownedBy(path))
    yield* autostarts.tell({ ...entry, loads: [path] });
  else if (path === undefined && rule.module.startsWith('/'))
    yield* autostarts.tell({ ...entry, loads: [rule.module] });
}

/** `auth sufficient pam_permit.so` before anything asks for a password: anybody passes. */
function* passes(autostarts: Autostarts, place: string, rules: readonly PamRule[]): Iterable<Told<'autostart'>> {
  if (!services.test(place)) return;
  for (const { type, control, module, line, text } of rules) {
    if (type !== 'auth') continue;
    if (module.endsWith('pam_permit.so') && (control === 'sufficient' || control.includes('success=done')))
      yield* autostarts.tell({ mechanism: 'pam', place, line, entry: text, when: 'at login', why: ['lets-in'] });
    if (!asksNothing.test(module.slice(module.lastIndexOf('/') + 1))) return;
  }
}
