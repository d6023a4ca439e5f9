/**
 * The machine's logs and the histories of its shells: how it got in stands there. They are examined as every log is.
 * Does not see: logs that services keep in folders of their own; those are another probe's (service-logs).
 */
import { defineProbe, type FileWish, type Probe } from '../../model/machine-units.ts';
import { examineLatest } from './knowledge/latest-logs.ts';

/** What a web server, sshd, auditd or Docker writes, and where containers' own output stands. */
const wishes: readonly FileWish[] = [
  { below: ['/var/log', '/run/log/journal', '/var/lib/docker/containers', '/var/log.hdd'] },
  {
    names: [
      '.bash_history',
      '.zsh_history',
      '.ash_history',
      '.sh_history',
      '.history',
      'fish_history',
      '.python_history',
    ],
  },
  { names: ['consolehost_history.txt'] },
  { within: ['winevt'], endings: ['.evtx'] },
  { within: ['inetpub', 'logfiles'], endings: ['.log'] },
];

/** An ordinary server's logs are far less. */
const bounds = { files: 5_000, bytes: 4 * 1024 ** 3, of: 'logs', at: '/var/log' };

export const logs: Probe<never> = defineProbe({
  id: 'logs',
  title: 'Logs and shell histories',
  emits: [],
  platform: 'any',
  wishes,
  *probe({ tree }, { paths, left }) {
    yield* examineLatest(
      tree,
      paths.filter((path) => !isState(path)),
      left,
      bounds,
    );
  },
});

/** Docker keeps a container's settings beside its output; its probe reads those. */
function isState(path: string): boolean {
  return path.startsWith('/var/lib/docker/containers/') && !/-json\.log[.\d]*(?:\.gz)?$/.test(path);
}
