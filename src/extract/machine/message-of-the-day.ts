/**
 * What makes the message that greets whoever logs in: /etc/update-motd.d, run as root at a login.
 * Source: update-motd(5). Does not see: messages that are plain text, for they start nothing.
 */
import { defineProbe, type Probe } from '../../model/machine-units.ts';
import { toldFolders } from './hook-scripts.ts';
import { Autostarts } from './knowledge/entry.ts';

const folders = [{ path: '/etc/update-motd.d', when: 'at login' }];

export const messageOfTheDay: Probe<'autostart'> = defineProbe({
  id: 'message-of-the-day',
  title: 'Scripts that greet whoever logs in',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    yield* toldFolders(machine, autostarts, 'message-of-the-day', folders);
    yield* autostarts.end('greeting scripts');
  },
});
