/**
 * What hides, as a collector saw it: modules of the kernel that are named as public rootkits, and an ld.so.preload that
 * the running system did not show.
 * Sources: intel/rootkits.ts; https://github.com/tclahr/uac, artifacts/chkrootkit/hidden_etc_ld_so_preload.yaml (the file
 * is read past the file system).
 * Does not see: modules that hide from the list as well (modules-running.ts compares it with /sys where that was listed);
 * what chkrootkit itself claims, which is wrong too often.
 */
import { linesOf } from '../../../codec/text-lines/lines-of.ts';
import { knownRootkit } from '../../../intel/rootkits.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../../model/machine-units.ts';
import { Autostarts } from '../knowledge/entry.ts';

const longest = 512;
/** Where all of /etc was copied there are more; where some files were asked for, the others are not hidden. */
const fewestFiles = 12;

type Kind = 'machine-setting' | 'autostart';

export const rootkitSigns: Probe<Kind> = defineProbe({
  id: 'collected-rootkit-signs',
  title: 'what hides, as a collector saw it',
  emits: ['machine-setting', 'autostart'],
  platform: 'linux',
  *probe(machine) {
    if (machine.collected === undefined) return;
    yield* loadedRootkits(machine);
    yield* hiddenPreload(machine);
  },
});

function* loadedRootkits(machine: Machine): Iterable<Told<Kind>> {
  const place = '/proc/modules';
  const autostarts = new Autostarts(machine);
  let count = 0;
  for (const entry of linesOf(machine.tree.text(place) ?? '')) {
    count++;
    const [name = ''] = entry.split(' ', 1);
    if (knownRootkit(name)?.form !== 'module') continue;
    const when = 'runs in the kernel';
    const why = ['loads-into-everything'] as const;
    yield* autostarts.tell({ mechanism: 'kernel-module', place, line: count, name, entry, when, why });
  }
  if (count > 0) yield { looked: { at: 'modules that ran', count } };
}

/** Where /etc was copied, every file of it that could be seen was. */
function* hiddenPreload({ collected, tree }: Machine): Iterable<Told<Kind>> {
  const place = '/etc/ld.so.preload';
  const text = tree.text(place)?.trim();
  if (!text || collected?.stat(`/[root]${place}`) !== undefined) return;
  if ((collected?.list('/[root]/etc') ?? []).filter(({ kind }) => kind === 'file').length < fewestFiles) return;
  yield {
    kind: 'machine-setting',
    path: place,
    value: {
      setting: place,
      value: text.slice(0, longest),
      usual: 'seldom there, and never hidden',
      says: 'the file stands on the disk, and the running system did not show it: what it loads hides it',
      why: ['hides'],
    },
  };
}
