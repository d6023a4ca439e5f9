/**
 * Entries of cron tables that Velociraptor listed without copying the tables: results/Linux.Sys.Crontab.
 * Source: https://docs.velociraptor.app/artifact_references/pages/linux.sys.crontab/. It takes every table for one of the
 * system, in which a name stands before the command: of users' own tables it takes the command's first word for the name.
 * Does not see: settings of a table (`PATH=`), lines that it could not take apart.
 */
import { textAt } from '../../../codec/container-state/facts.ts';
import type { JsonValue } from '../../../codec/json/document.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../../model/machine-units.ts';
import { Autostarts, type Entry } from '../knowledge/entry.ts';
import { forRows } from './rows.ts';

const table = /^Linux\.Sys\.Crontab(?:%2FCronTabs)?\.(?:json|csv)$/i;
const ofUser = /^\/var\/(?:spool\/cron|cron\/tabs)\/(?:.{1,64}\/)?([^/]{1,64})$/;
const mostEntries = 5000;
const longest = 8192;

export const collectedCron: Probe<'autostart'> = defineProbe({
  id: 'collected-cron',
  title: 'cron entries that a collector listed',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const { collected } = machine;
    if (collected === undefined) return;
    for (const { name } of collected.list('/results').filter((entry) => table.test(entry.name)))
      yield* entriesIn(machine, `/results/${name}`);
  },
});

function* entriesIn(machine: Machine, path: string): Iterable<Told<'autostart'>> {
  const entries: Entry[] = [];
  let left = 0;
  const { bad, cut } = machine.collected
    ? forRows(machine.collected, path, (row) => {
        const entry = entryOf(row);
        if (entry === undefined) return false;
        // Where the table was copied, its own probe reads it.
        if (machine.tree.stat(entry.place)) return true;
        if (entries.length < mostEntries) entries.push(entry);
        else left++;
        return true;
      })
    : { bad: 0, cut: false };
  const autostarts = new Autostarts(machine);
  for (const entry of entries) yield* autostarts.tell(entry);
  if (entries.length > 0) yield* autostarts.end('cron entries', path);
  if (bad > 0) yield { gap: { code: 'malformed', what: `${bad} lines are no rows of the table`, path } };
  if (cut || left > 0) yield { gap: { code: 'limit-count', what: 'more cron entries were not read', path } };
}

function entryOf(row: JsonValue): Entry | undefined {
  const [place, command] = [textAt(row, 'Path') ?? textAt(row, 'OSPath'), textAt(row, 'Command')];
  if (place === undefined || !place.startsWith('/') || command === undefined) return undefined;
  const fields = ['Minute', 'Hour', 'DayOfMonth', 'Month', 'DayOfWeek'].map((column) => textAt(row, column) ?? '');
  const when = textAt(row, 'Event') ?? fields.join(' ').trim();
  const said = textAt(row, 'User');
  const owner = ofUser.exec(place)?.[1];
  const starts = (owner === undefined || said === undefined ? command : `${said} ${command}`).slice(0, longest);
  const user = owner ?? said;
  return {
    mechanism: 'cron',
    place,
    entry: `${when} ${starts}`,
    starts,
    when,
    ...(user === undefined ? {} : { user }),
    ...(owner === undefined ? {} : { packagesBringIt: false }),
  };
}
