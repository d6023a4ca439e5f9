/**
 * What desktops start when somebody logs in: `*.desktop` files of autostart folders, the system's and every account's.
 * Source: Desktop Application Autostart Specification 0.5 (freedesktop.org).
 */
import { readDesktopEntry } from '../../codec/desktop-entry/desktop-entry.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText, toldScript } from './hook-scripts.ts';
import { accountsOf } from './knowledge/accounts.ts';
import { Autostarts } from './knowledge/entry.ts';

export const desktop: Probe<'autostart'> = defineProbe({
  id: 'desktop',
  title: 'What desktops start at a login',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    const { folders } = autostarts;
    for (const place of folders.of('/etc/xdg/autostart')) yield* ofEntry(machine, autostarts, place);
    for (const { home, user } of accountsOf(machine).homes) {
      if (home === '/') continue;
      for (const place of folders.of(`${home}/.config/autostart`)) yield* ofEntry(machine, autostarts, place, user);
      for (const place of folders.of(`${home}/.config/autostart-scripts`))
        yield* toldScript(machine, autostarts, {
          mechanism: 'desktop-autostart',
          place,
          user,
          when: 'at login',
          packagesBringIt: false,
        });
    }
    yield* autostarts.end('autostarts of desktops');
  },
});

function* ofEntry(machine: Machine, autostarts: Autostarts, place: string, user?: string): Iterable<Told<'autostart'>> {
  const entry = place.endsWith('.desktop') ? readDesktopEntry(scriptText(machine, place) ?? '') : undefined;
  if (!entry?.command) return;
  yield* autostarts.tell({
    mechanism: 'desktop-autostart',
    place,
    line: entry.command.line,
    name: entry.name,
    entry: `Exec=${entry.command.written}`,
    starts: entry.command.text,
    when: 'at login',
    enabled: !entry.off,
    ...(user === undefined ? {} : { user, packagesBringIt: false }),
  });
}
