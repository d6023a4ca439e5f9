/**
 * Links of the kernel below `/proc`, which lead to an open file or folder whatever their text says, and paths that go
 * through one of them: what stands there is another process's, and its links are that process's, too.
 * Source: proc(5), path_resolution(7).
 */

const magic = /^\/proc\/\d+(?:\/task\/\d+)?\/(?:exe|cwd|root|fd\/\d+|ns\/\w+|map_files\/[^/]+)$/;
const throughRoot = /^\/proc\/\d+(?:\/task\/\d+)?\/root(?=\/)/;
const through = /^(\/proc\/\d+)(?:\/task\/\d+)?\/(?:cwd|fd\/\d+)\//;

export function isMagicLink(place: string): boolean {
  return place.startsWith('/proc/') && magic.test(place);
}

/** Where a link that begins with a slash begins: a container's must not lead to files of the machine. */
export function topOf(place: string): string {
  if (!place.startsWith('/proc/')) return '/';
  const process = through.exec(place)?.[1];
  return throughRoot.exec(place)?.[0] ?? (process === undefined ? '/' : `${process}/root`);
}

/** The folder above a real one; undefined where only the process knows it. */
export function aboveOf(folder: string): string | undefined {
  if (isMagicLink(folder)) return folder.endsWith('/root') ? folder : undefined;
  return folder.slice(0, Math.max(1, folder.lastIndexOf('/')));
}
