/**
 * Hashes of the programs that ran, as UAC took them from /proc: often all that is left of a file that nobody copied.
 * Source: https://github.com/tclahr/uac, artifacts/live_response/process/hash_running_processes.yaml: a line as of
 * `sha1sum`, `HASH  /proc/7/exe`; which hashes are taken is set in uac.conf (MD5 and SHA-1 at first, SHA-256 on request).
 * Does not see: MD5. Programs of packages, and those that were copied, are not told.
 */
import { linesOf } from '../../../codec/text-lines/lines-of.ts';
import type { FileTrace } from '../../../model/machine-payloads.ts';
import { defineProbe, type Machine, type Probe } from '../../../model/machine-units.ts';
import { isInHiddenFolder, isTemporary } from '../knowledge/command-reasons.ts';
import { packagesOf } from '../knowledge/packages.ts';

const lists = [
  ['/live_response/process/hash_running_processes.sha256', /^([0-9a-f]{64}) [ *]\/proc\/(\d{1,10})\/exe$/],
  ['/live_response/process/hash_running_processes.sha1', /^([0-9a-f]{40}) [ *]\/proc\/(\d{1,10})\/exe$/],
] as const;
const mostBytes = 16 * 1024 * 1024;
const mostTold = 4096;

export const collectedHashes: Probe<'file-trace'> = defineProbe({
  id: 'collected-hashes',
  title: 'hashes of running programs that a collector took',
  emits: ['file-trace'],
  platform: 'linux',
  *probe(machine) {
    const hashes = hashesIn(machine);
    let left = 0;
    for (const [count, [program, hash]] of [...hashes].entries()) {
      const path = program.replace(/ \(deleted\)$/, '');
      // Runtimes of containers copy themselves into memory: processes.ts tells which of those are odd.
      const isDeleted = path !== program && !path.startsWith('/memfd:');
      const isOdd = isDeleted || isTemporary(path) || isInHiddenFolder(path);
      if (machine.tree.follow(path) || packagesOf(machine).ownedBy(path)) continue;
      if (count >= mostTold) left++;
      else
        yield {
          kind: 'file-trace',
          value: traceOf(path, program !== path, hash),
          path,
          ...(!isOdd && { aside: true }),
        };
    }
    const [[place]] = lists;
    if (left > 0)
      yield { gap: { code: 'limit-count', what: `hashes of ${left} more programs are not told`, path: place } };
  },
});

type Hash = Pick<FileTrace, 'sha1' | 'sha256'>;

/** By what /proc says of the process. */
function hashesIn({ tree, collected }: Machine): ReadonlyMap<string, Hash> {
  const hashes = new Map<string, Hash>();
  for (const [place, line] of lists)
    for (const one of linesOf(collected?.text(place, mostBytes) ?? '')) {
      const [, hash = '', pid] = line.exec(one.trimEnd()) ?? [];
      const program = pid === undefined ? undefined : tree.target(`/proc/${pid}/exe`);
      if (!program?.startsWith('/')) continue;
      hashes.set(program, { ...hashes.get(program), [hash.length === 64 ? 'sha256' : 'sha1']: hash });
    }
  return hashes;
}

function traceOf(path: string, deleted: boolean, hash: Hash): FileTrace {
  return { path, form: 'program', ...hash, packaged: 'unknown', why: deleted ? ['deleted-but-open'] : ['runnable'] };
}
