/**
 * Commands that package managers run by themselves: apt's and dpkg's hooks, dnf's actions, pacman's and apk's hooks.
 * Sources: apt.conf(5), dpkg.cfg(5), dnf-plugins-core (post-transaction-actions), alpm-hooks(5), apk(8).
 * Does not see: plugins in Python (they are files that a package did or did not bring).
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText, toldFolders } from './hook-scripts.ts';
import { Autostarts } from './knowledge/entry.ts';

const when = 'when packages are installed';

interface Hook {
  readonly line: number;
  readonly entry: string;
  readonly starts: string;
}

type Reader = (text: string) => Iterable<Hook>;

export const packageHooks: Probe<'autostart'> = defineProbe({
  id: 'package-hooks',
  title: 'What package managers run',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    for (const [place, reader] of places(autostarts)) yield* ofFile(machine, autostarts, place, reader);
    const folders = ['/etc/apk/commit_hooks.d', '/usr/lib/yum-plugins', '/usr/lib/zypp/plugins/commit'];
    yield* toldFolders(
      machine,
      autostarts,
      'package-hook',
      folders.map((path) => ({ path, when })),
    );
    yield* autostarts.end('hooks of package managers');
  },
});

function* places({ folders }: Autostarts): Iterable<[string, Reader]> {
  for (const place of ['/etc/apt/apt.conf', ...folders.of('/etc/apt/apt.conf.d')]) yield [place, aptHooks];
  for (const place of ['/etc/dpkg/dpkg.cfg', ...folders.of('/etc/dpkg/dpkg.cfg.d')]) yield [place, dpkgHooks];
  for (const place of folders.of('/etc/dnf/plugins/post-transaction-actions.d')) yield [place, dnfActions];
  for (const folder of ['/etc/pacman.d/hooks', '/usr/share/libalpm/hooks'])
    for (const place of folders.of(folder)) yield [place, pacmanHooks];
}

function* ofFile(machine: Machine, autostarts: Autostarts, place: string, read: Reader): Iterable<Told<'autostart'>> {
  for (const hook of read(scriptText(machine, place) ?? ''))
    yield* autostarts.tell({ mechanism: 'package-hook', place, when, user: 'root', ...hook });
}

/** A text that does not end takes the rest of the line, so that none is gone over twice. */
const quoted = /"((?:[^"\\]|\\.)*)(?:"|\\?$)/g;

/** `DPkg::Post-Invoke {"command"; "command";};`, `APT::Update::Pre-Invoke:: "command";` */
function* aptHooks(text: string): Iterable<Hook> {
  let inHook = false;
  for (const [i, line] of text.split('\n').entries()) {
    if (/^\s*(?:\/\/|#)/.test(line)) continue;
    const begun = /(?:Pre|Post)-(?:Invoke|Install)[\w-]*/i.exec(line);
    if (begun) inHook = true;
    if (!inHook) continue;
    const rest = begun ? line.slice(begun.index + begun[0].length) : line;
    for (const text of rest.matchAll(quoted))
      yield { line: i + 1, entry: line, starts: (text[1] ?? '').replaceAll('\\"', '"') };
    if (rest.includes('}') || (!rest.includes('{') && rest.trimEnd().endsWith(';') && begun)) inHook = false;
  }
}

function* dpkgHooks(text: string): Iterable<Hook> {
  for (const [i, line] of text.split('\n').entries()) {
    const hook = /^\s*-{0,2}(?:pre|post)-invoke\s*=?\s*(\S.*)$/s.exec(line.slice(0, 4096));
    if (hook) yield { line: i + 1, entry: line, starts: (hook[1] ?? '').replace(/^(["'])(.*)\1$/s, '$2') };
  }
}

/** `package:state:command` */
function* dnfActions(text: string): Iterable<Hook> {
  for (const [i, line] of text.split('\n').entries()) {
    const action = /^\s*([^#:\s][^:]*):(\w*):(.+)$/s.exec(line.slice(0, 4096));
    if (action) yield { line: i + 1, entry: line, starts: action[3] ?? '' };
  }
}

function* pacmanHooks(text: string): Iterable<Hook> {
  for (const [i, line] of text.split('\n').entries()) {
    const hook = /^\s*Exec\s*=\s*(\S.*)$/s.exec(line.slice(0, 4096));
    if (hook) yield { line: i + 1, entry: line, starts: hook[1] ?? '' };
  }
}
