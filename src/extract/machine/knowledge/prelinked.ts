/**
 * Programs that `prelink` rewrote, as CentOS 6 and its relatives do every night: they begin faster, and are no longer what
 * their package brought. Their original is told by a section that prelink adds; whether the rest is still the package's
 * cannot be told without undoing it.
 * Source: prelink(8).
 */
import { readElfImage } from '../../../codec/elf/image.ts';
import type { MachineTree } from '../../../model/machine-units.ts';

export function isPrelinked(tree: MachineTree, bytes: Uint8Array): boolean {
  // Whoever replaces a program can add the section, but not so quietly this file.
  if (tree.stat('/etc/prelink.cache')?.kind !== 'file') return false;
  const image = readElfImage(bytes);
  return image.status === 'ok' && image.value.sections.some(({ name }) => name === '.gnu.prelink_undo');
}
