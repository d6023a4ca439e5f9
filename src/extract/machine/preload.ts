/**
 * Libraries that every program loads (/etc/ld.so.preload), and folders of libraries that stand where anybody may write.
 * Source: ld.so(8), ldconfig(8); ATT&CK T1574.006. Does not see: a loader that was changed to read another file.
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText } from './hook-scripts.ts';
import { isInHiddenFolder, isTemporary } from './knowledge/command-reasons.ts';
import { Autostarts } from './knowledge/entry.ts';
import { librariesIn, preloadReasons } from './preload-reasons.ts';

const everywhere = 'when any program starts';
/** musl reads the same from LD_PRELOAD alone; where its file stands, it does nothing. */
const preloadFile = '/etc/ld.so.preload';

export const preload: Probe<'autostart'> = defineProbe({
  id: 'preload',
  title: 'Libraries that every program loads',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    yield* preloaded(machine, autostarts);
    for (const place of ['/etc/ld.so.conf', ...autostarts.folders.of('/etc/ld.so.conf.d')])
      yield* libraryFolders(machine, autostarts, place);
    for (const place of ['/etc/systemd/system.conf', ...autostarts.folders.of('/etc/systemd/system.conf.d')])
      yield* environment(machine, autostarts, place);
    yield* autostarts.end('libraries for every program');
  },
});

function* preloaded(machine: Machine, autostarts: Autostarts): Iterable<Told<'autostart'>> {
  const written = scriptText(machine, preloadFile) ?? '';
  // The loader takes the file for one string, which ends there (glibc, elf/rtld.c).
  const end = written.indexOf('\0');
  if (end >= 0)
    yield { gap: { code: 'malformed', what: 'behind a zero byte nothing is a library', path: preloadFile } };
  for (const [i, line] of (end < 0 ? written : written.slice(0, end)).split('\n').entries()) {
    const text = line.split('#', 1)[0]?.trim() ?? '';
    const libraries = librariesIn(text);
    if (text === '' || text.length > 8192) continue;
    yield* autostarts.tell({
      mechanism: 'ld-preload',
      place: preloadFile,
      line: i + 1,
      entry: text,
      loads: libraries,
      when: everywhere,
      why: preloadReasons(machine, libraries, text),
      packagesBringIt: false,
    });
  }
}

function* libraryFolders(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  for (const [i, line] of (scriptText(machine, place) ?? '').split('\n').entries()) {
    const folder = line.trim();
    const isHidden = folder.startsWith('/') && isInHiddenFolder(`${folder}/`);
    if (!isTemporary(`${folder}/`) && !isHidden) continue;
    yield* autostarts.tell({
      mechanism: 'ld-preload',
      place,
      line: i + 1,
      entry: folder,
      when: 'when a program looks for its libraries',
      why: [isHidden ? 'from-hidden-folder' : 'from-temporary-folder'],
    });
  }
}

/** `DefaultEnvironment=LD_PRELOAD=…`: for every service. */
function* environment(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  for (const [i, line] of (scriptText(machine, place) ?? '').split('\n').entries()) {
    const set = /^\s*(?:DefaultEnvironment|ManagerEnvironment)=.*?LD_PRELOAD=([^\s"']+)/.exec(line.slice(0, 4096));
    if (!set) continue;
    const libraries = librariesIn(set[1] ?? '');
    yield* autostarts.tell({
      mechanism: 'ld-preload',
      place,
      line: i + 1,
      entry: line,
      loads: libraries,
      when: 'when a service starts',
      why: preloadReasons(machine, libraries),
    });
  }
}
