/**
 * The machine's logs and the histories of its shells: how it got in stands there. They are examined as every log is.
 * Does not see: logs that services keep in folders of their own; those are found by the services' probes.
 */
import {
  defineProbe,
  type FileWish,
  type Machine,
  type Probe,
  type Told,
  type Wished,
} from '../../model/machine-units.ts';
import { leftOut } from './knowledge/folder-files.ts';

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

/** Read altogether, the latest first: an ordinary server's logs are far less. */
const mostBytes = 4 * 1024 ** 3;
const mostFiles = 5_000;

export const logs: Probe<never> = defineProbe({
  id: 'logs',
  title: 'Logs and shell histories',
  emits: [],
  platform: 'any',
  wishes,
  *probe(machine, wished) {
    const all = byTime(machine, wished);
    const read = within(all);
    for (const { path } of read) yield { examine: path };
    yield { looked: { at: 'logs', count: read.length } };
    if (read.length < all.length) yield left(all.length - read.length);
    yield* leftOut(wished.left, 'logs are not looked at', '/var/log');
  },
});

interface LogFile {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
}

function within(files: readonly LogFile[]): readonly LogFile[] {
  let bytes = 0;
  const last = files.findIndex(({ size }, i) => {
    bytes += size;
    return i >= mostFiles || bytes > mostBytes;
  });
  return last < 0 ? files : files.slice(0, last);
}

/** Empty ones tell nothing. */
function byTime({ tree }: Machine, { paths }: Wished): LogFile[] {
  const files = paths.flatMap((path): LogFile[] => {
    const state = isState(path) ? undefined : tree.stat(path);
    return state?.kind === 'file' && state.size > 0 ? [{ path, size: state.size, modified: state.modified }] : [];
  });
  return files.sort((a, b) => b.modified - a.modified || (a.path < b.path ? -1 : 1));
}

/** Docker keeps a container's settings beside its output; its probe reads those. */
function isState(path: string): boolean {
  return path.startsWith('/var/lib/docker/containers/') && !/-json\.log[.\d]*(?:\.gz)?$/.test(path);
}

function left(count: number): Told<never> {
  const what = `${count} logs, the oldest ones, are left out: more than ${mostFiles} files or ${mostBytes / 1024 ** 3} GiB`;
  return { gap: { code: 'limit-count', what, path: '/var/log' } };
}
