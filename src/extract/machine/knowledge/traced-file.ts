/** A file as the probes of files tell of it: its state, its owner and what it is by its first bytes. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { FileTrace } from '../../../model/machine-payloads.ts';
import type { FileState, Machine } from '../../../model/machine-units.ts';
import { present } from '../../../model/present.ts';
import { accountsOf } from './accounts.ts';
import { isoTime } from './iso-time.ts';

export const dayMs = 86_400_000;
/** Files that came within so many days are recent. */
export const recentDays = 90;
const headBytes = 4096;

/** What a file is by its first bytes and its name; `other` for what cannot be read. */
export function formOf(machine: Machine, path: string): FileTrace['form'] {
  const head = machine.tree.read(path, headBytes)?.bytes ?? new Uint8Array();
  return formOfHead(head, path);
}

export function formOfHead(head: Uint8Array, path: string): FileTrace['form'] {
  const name = (path.split('/').at(-1) ?? '').toLowerCase();
  if (begins(head, 0x7f, 0x45, 0x4c, 0x46)) return /\.so(?:\.|$)/.test(name) ? 'library' : 'program';
  if (begins(head, 0x00, 0x61, 0x73, 0x6d)) return 'program';
  if (begins(head, 0x23, 0x21)) return 'script';
  if (begins(head, 0x1f, 0x8b) || begins(head, 0x50, 0x4b, 3, 4) || begins(head, 0xfd, 0x37, 0x7a)) return 'archive';
  if (/\.(?:php\d?|phtml|phar|jspx?|aspx?|ashx|cgi)$/.test(name)) return 'web-script';
  if (/\.(?:sh|py|pl|rb|js|lua)$/.test(name)) return 'script';
  if (/\.(?:json|ya?ml|toml|ini|conf|cfg)$/.test(name)) return 'configuration';
  return name.endsWith('.log') ? 'log' : 'other';
}

function begins(head: Uint8Array, ...bytes: readonly number[]): boolean {
  return bytes.every((byte, i) => head[i] === byte);
}

export function isRunnable(form: FileTrace['form'], mode: number): boolean {
  return form === 'program' || ((form === 'script' || form === 'library') && (mode & 0o111) !== 0);
}

/** Came into its folder within the last months, as far as its inode tells; a copy has only its modification. */
export function isRecent(machine: Machine, state: FileState): boolean {
  return (state.changed ?? state.modified) > machine.now - recentDays * dayMs;
}

/** Longer ones are programs of somebody's. */
const mostOfScript = 64 * 1024;

/** A script's hash, where it is short: by it a removal knows that it is the same one, and copies of it are known. */
function hashOfScript({ tree }: Machine, path: string, size: number): string | undefined {
  if (size > mostOfScript) return undefined;
  const read = tree.read(path, mostOfScript);
  return read?.whole ? bytesToHex(sha256(read.bytes)) : undefined;
}

export function traceOf(
  machine: Machine,
  path: string,
  state: FileState,
  told: Pick<FileTrace, 'form' | 'why'> & { readonly packaged?: FileTrace['packaged'] },
): FileTrace {
  return present({
    path,
    form: told.form,
    size: state.size,
    sha256: told.form === 'script' ? hashOfScript(machine, path, state.size) : undefined,
    owner: accountsOf(machine).nameOf(state.uid),
    mode: state.mode.toString(8).padStart(4, '0'),
    modified: isoTime(state.modified),
    changed: state.changed === undefined ? undefined : isoTime(state.changed),
    born: state.born === undefined || state.born <= 0 ? undefined : isoTime(state.born),
    packaged: told.packaged,
    why: told.why,
  });
}
