/** What init itself starts by `/etc/inittab`, and starts again when it ends: System V's init and BusyBox's. */
import { readInittab } from '../../codec/inittab/inittab.ts';
import { defineProbe, type Probe } from '../../model/machine-units.ts';
import { Autostarts } from './knowledge/entry.ts';

const place = '/etc/inittab';
/** Actions that start nothing: the runlevel to begin with, what is switched off. */
const idle = /^(?:initdefault|off)$/i;

export const inittab: Probe<'autostart'> = defineProbe({
  id: 'inittab',
  title: 'What init starts by /etc/inittab',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    for (const { id, action, process, text, line } of readInittab(machine.tree.text(place) ?? '').entries) {
      if (idle.test(action) || process === '') continue;
      yield* autostarts.tell({
        mechanism: 'inittab',
        place,
        line,
        ...(id === '' ? {} : { name: id }),
        entry: text,
        // BusyBox: a `-` makes it a login shell.
        starts: process.replace(/^-(?=\/)/, ''),
        user: 'root',
        when: `at boot (${action})`,
        ...(action === 'respawn' ? { whenNotPackaged: ['outlives-removal'] } : {}),
      });
    }
    yield* autostarts.end('inittab entries', place);
  },
});
