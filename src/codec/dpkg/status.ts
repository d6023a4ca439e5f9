/**
 * Reads the list of installed packages of Debian and its relatives, `/var/lib/dpkg/status`, and the list of diversions.
 * Source: https://manpages.debian.org/dpkg (dpkg(1), dpkg-divert(1)); the form is that of deb-control(5).
 * Only the fields that tell whose a file is and what it should hold are kept.
 */

export interface DpkgPackage {
  readonly name: string;
  readonly architecture?: string;
  readonly version?: string;
  /** MD5 by path, hexadecimal, of the files that an administrator may edit. */
  readonly configurations: ReadonlyMap<string, string>;
}

/** A file of all packages but one that stands somewhere else. */
export interface Diversion {
  readonly from: string;
  readonly to: string;
  /** The package that asked for it and whose own file stays; undefined where the administrator did. */
  readonly by?: string;
}

/** The packages that are installed, or whose files may stand there in part. */
export function readStatus(text: string): DpkgPackage[] {
  const packages: DpkgPackage[] = [];
  let fields = new Map<string, string[]>();
  let current: string[] = [];
  const finish = (): void => {
    const read = packageOf(fields);
    if (read) packages.push(read);
    fields = new Map();
    current = [];
  };
  for (const line of text.split('\n')) {
    if (line === '') finish();
    else if (line.startsWith(' ')) current.push(line.slice(1));
    else current = begun(line, fields);
  }
  finish();
  return packages;
}

const kept: ReadonlySet<string> = new Set(['Package', 'Status', 'Architecture', 'Version', 'Conffiles']);

function begun(line: string, fields: Map<string, string[]>): string[] {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(colon, 0));
  const lines = [line.slice(colon + 1).trim()];
  if (kept.has(name)) fields.set(name, lines);
  return lines;
}

function packageOf(fields: ReadonlyMap<string, readonly string[]>): DpkgPackage | undefined {
  const name = fields.get('Package')?.[0];
  const state = fields.get('Status')?.[0]?.split(' ').at(-1);
  if (name === undefined || name === '' || state === 'not-installed' || state === 'config-files') return undefined;
  const [architecture] = fields.get('Architecture') ?? [];
  const [version] = fields.get('Version') ?? [];
  return {
    name,
    ...(architecture === undefined ? {} : { architecture }),
    ...(version === undefined ? {} : { version }),
    configurations: configurationsOf(fields.get('Conffiles') ?? []),
  };
}

const md5 = /^[0-9a-f]{32}$/;

/** Lines ` /etc/x 0123…`, some of them with `obsolete` behind. */
function configurationsOf(lines: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of lines) {
    const [path = '', digest = ''] = line.split(' ');
    if (path.startsWith('/') && md5.test(digest)) found.set(path, digest);
  }
  return found;
}

/** Three lines each: where the file would stand, where it stands, who asked (`:` for the administrator). */
export function readDiversions(text: string): Diversion[] {
  const lines = text.split('\n');
  const diversions: Diversion[] = [];
  for (let at = 0; at + 2 < lines.length; at += 3) {
    const [from = '', to = '', by = ''] = lines.slice(at, at + 3);
    if (from.startsWith('/') && to.startsWith('/')) diversions.push({ from, to, ...(by === ':' ? {} : { by }) });
  }
  return diversions;
}

/** The digest that a package's list of MD5 sums (`0123…  usr/bin/x`, a line each) gives for a path. */
export function digestIn(sums: string, path: string): string | undefined {
  const entry = `  ${path.slice(1)}`;
  for (let at = sums.indexOf(entry); at >= 0; at = sums.indexOf(entry, at + 1)) {
    const after = sums.charCodeAt(at + entry.length);
    const digest = sums.slice(Math.max(at - 32, 0), at);
    if ((after === 10 || Number.isNaN(after)) && md5.test(digest)) return digest;
  }
  return undefined;
}
