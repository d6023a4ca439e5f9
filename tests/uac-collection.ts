/** What UAC would leave of a machine, in its own layout: files copied below `[root]`, texts of the running system beside. */
import { dirname } from 'node:path';
import { procOf, type SampleProcess } from '../src/extract/machine/process/sample-processes.ts';
import type { Files } from './machine-tree.ts';

export interface UacParts {
  readonly files?: Files;
  readonly processes?: readonly SampleProcess[];
  /** Further files of the collection: `/live_response/network/proc_net_tcp.txt`. */
  readonly beside?: Files;
}

export function uacCollection({ files = {}, processes = [], beside = {} }: UacParts): Files {
  const copied = Object.entries(files).map(([path, file]) => [`/[root]${path}`, file] as const);
  return {
    '/uac.log': 'UAC (Unix-like Artifacts Collector) 3.1.0\n',
    ...Object.fromEntries(copied),
    ...writtenProc(procOf(processes)),
    ...beside,
  };
}

const plain = new Set(['stat', 'status', 'maps', 'cmdline']);
const date = 'lrwx------ 1 root root 64 Nov 23 11:00';

/** UAC runs `ls -l` and `cat` for each; a text that would be empty is not kept. */
function writtenProc(files: Files): Files {
  const written: Record<string, string> = {};
  const add = (place: string, text: string): void => {
    written[`/live_response/process/${place}`] = (written[`/live_response/process/${place}`] ?? '') + text;
  };
  for (const [path, file] of Object.entries(files)) {
    const [, pid, name = ''] = /^\/proc\/(\d+)\/(.+)$/.exec(path) ?? [];
    if (pid === undefined) continue;
    const { content, link } =
      typeof file === 'string' ? { content: file } : (file as { content?: string; link?: string });
    if (link !== undefined) {
      if (name === 'exe') add('running_processes_full_paths.txt', `${date} /proc/${pid}/exe -> ${link}\n`);
      if (name === 'cwd') add('ls_-l_proc_pid_cwd.txt', `${date} /proc/${pid}/cwd -> ${link}\n`);
      if (dirname(name) === 'fd') add(`proc/${pid}/fd.txt`, `${date} ${name.slice(3)} -> ${link}\n`);
    } else if (content !== undefined && content !== '') {
      if (plain.has(name)) add(`proc/${pid}/${name}.txt`, content);
      if (name === 'environ') add(`proc/${pid}/environ.txt`, content.replaceAll('\0', '\n'));
      if (name === 'cgroup')
        add('ps_-axo_pid_user_cgroup.txt', `${pid.padStart(7)} root     ${content.trim().replaceAll('\n', ',')}\n`);
    }
  }
  return written;
}
