/**
 * Jobs that at(1) and batch(1) keep until they are due, or that atd has left behind.
 * Does not see: jobs that have run.
 */
import { type AtJob, readAtJob, readAtJobName } from '../../codec/at-job/at-job.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { accountsOf } from './knowledge/accounts.ts';
import { Autostarts } from './knowledge/entry.ts';
import { isoTime } from './knowledge/iso-time.ts';

/** Debian's, Red Hat's and SUSE's. */
const folders = ['/var/spool/cron/atjobs', '/var/spool/at', '/var/spool/atjobs'];
const mostBytes = 1024 * 1024;

export const atJobs: Probe<'autostart'> = defineProbe({
  id: 'at-jobs',
  title: 'Jobs of at and batch that are still to run',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    const seen = new Set<string>();
    for (const folder of folders) {
      const real = machine.tree.real(folder);
      if (real === undefined || seen.has(real)) continue;
      seen.add(real);
      for (const { name, kind } of machine.tree.list(folder))
        if (kind === 'file') yield* jobEntry(machine, autostarts, `${folder}/${name}`, name);
    }
    yield* autostarts.end('at jobs', '/var/spool');
  },
});

function* jobEntry(machine: Machine, autostarts: Autostarts, place: string, name: string): Iterable<Told<'autostart'>> {
  if (autostarts.isFull) return;
  const read = readAtJob(machine.tree.text(place, mostBytes) ?? '');
  if (read.status !== 'ok') return;
  const due = readAtJobName(name);
  const at = due && isoTime(due.time);
  yield* autostarts.tell({
    mechanism: 'at',
    place,
    name,
    line: read.value.line,
    entry: read.value.body,
    starts: read.value.body,
    user: accountsOf(machine).nameOf(read.value.uid) ?? String(read.value.uid),
    ...(at === undefined ? {} : { when: `once, at ${at}` }),
    packagesBringIt: false,
    around: surroundings(read.value),
  });
}

function surroundings({ environment, folder }: AtJob): { home?: string; folder?: string; search?: string[] } {
  const home = environment.get('HOME');
  const search = environment.get('PATH')?.split(':');
  return {
    ...(home?.startsWith('/') ? { home } : {}),
    ...(folder?.startsWith('/') ? { folder } : {}),
    ...(search === undefined ? {} : { search }),
  };
}
