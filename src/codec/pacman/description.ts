/**
 * Reads what pacman keeps of an installed package, `desc` and `files` in `/var/lib/pacman/local/NAME-VERSION/`: sections
 * that begin with `%NAME%`, a line each for what stands there, and end with an empty line.
 * Source: lib/libalpm/be_local.c of pacman (https://gitlab.archlinux.org/pacman/pacman).
 * Does not see: what a package needs, and all else that says nothing of its files.
 */

export interface PacmanPackage {
  readonly name: string;
  readonly version: string;
  /** Seconds since 1970. */
  readonly installed?: number;
}

export interface PacmanFiles {
  /** Absolute; folders have no slash at their end. */
  readonly paths: readonly string[];
  /** Of files that an administrator may edit. */
  readonly configurations: ReadonlySet<string>;
}

/** PATH_MAX of Linux. */
const longestPath = 4096;

/** Undefined for a text that names no package. */
export function readDescription(text: string): PacmanPackage | undefined {
  const sections = sectionsOf(text);
  const [name = ''] = sections.get('NAME') ?? [];
  const [version = ''] = sections.get('VERSION') ?? [];
  const [installed = ''] = sections.get('INSTALLDATE') ?? [];
  if (name === '') return undefined;
  return { name, version, ...(/^\d{1,11}$/.test(installed) && { installed: Number(installed) }) };
}

export function readFiles(text: string): PacmanFiles {
  const sections = sectionsOf(text);
  const paths = (sections.get('FILES') ?? []).filter((path) => path.length < longestPath);
  // Behind the path and a tab stands the digest of the file as it was brought.
  const kept = (sections.get('BACKUP') ?? []).map((line) => `/${line.split('\t')[0] ?? ''}`);
  return { paths: paths.map((path) => `/${path.replace(/\/$/, '')}`), configurations: new Set(kept) };
}

/** Of two sections of one name the last counts. */
function sectionsOf(text: string): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let lines: string[] | undefined;
  for (const line of text.split('\n')) {
    const [, name] = /^%([A-Z0-9]{1,30})%$/.exec(line) ?? [];
    if (name !== undefined) {
      lines = [];
      sections.set(name, lines);
    } else if (line === '') lines = undefined;
    else lines?.push(line);
  }
  return sections;
}
