/**
 * What Rust's compiler leaves in a program: paths of source files, for the messages of panics. They name the
 * compiler's commit, the crates that were built in with their versions, and the folder that cargo keeps them in, which
 * often holds the builder's user name.
 * Source: rustc, `--remap-path-prefix` (standard library paths are `/rustc/<commit>/…`); The Cargo Book, "Cargo Home".
 * Does not see: programs built without paths (`-Zlocation-detail=none`, trim-paths) or whose texts are packed.
 */
import { latin1 } from '../latin1/latin1.ts';

export interface RustBuild {
  /** Commits of the compiler, 40 hex digits each. More than one where libraries of another build were linked. */
  readonly commits: readonly { readonly text: string; readonly at: number }[];
  /** `name version`, each once. */
  readonly crates: readonly string[];
  /** Where the first crate's path stands; undefined where there is none. */
  readonly cratesAt?: number;
  /** What stands before `.cargo`: the home of who built it. */
  readonly homes: readonly { readonly text: string; readonly at: number }[];
}

const commitMark = '/rustc/';
const commitForm = /^[0-9a-f]{40}$/;
const registryForms = ['registry/src/', 'registry\\src\\'] as const;
const mostCommits = 4;
const mostCrates = 256;
const mostHomes = 4;
/** Places looked at; programs name a file in every panic. */
const mostPlaces = 100_000;
const longestHome = 200;

/** Reads what is there; empty lists where nothing speaks of Rust. */
export function readRustBuild(bytes: Uint8Array): RustBuild {
  const text = latin1(bytes);
  const crates = new Map<string, number>();
  const homes = new Map<string, number>();
  for (const mark of registryForms)
    for (const at of places(text, mark)) {
      const crate = crateAfter(text, at + mark.length, mark.charAt(mark.length - 1));
      if (crate !== undefined && crates.size < mostCrates && !crates.has(crate)) crates.set(crate, at);
      const home = crate === undefined ? undefined : homeBefore(text, at);
      if (home && homes.size < mostHomes && !homes.has(home.text)) homes.set(home.text, home.at);
    }
  const [cratesAt] = crates.values();
  return {
    commits: commitsIn(text),
    crates: [...crates.keys()].sort(),
    ...(cratesAt !== undefined && { cratesAt }),
    homes: [...homes].map(([home, at]) => ({ text: home, at })),
  };
}

function* places(text: string, mark: string): Generator<number> {
  let at = text.indexOf(mark);
  for (let i = 0; i < mostPlaces && at >= 0; i++) {
    yield at;
    at = text.indexOf(mark, at + mark.length);
  }
}

function commitsIn(text: string): { text: string; at: number }[] {
  const found = new Map<string, number>();
  for (const at of places(text, commitMark)) {
    const start = at + commitMark.length;
    const commit = text.slice(start, start + 40);
    if (commitForm.test(commit) && !found.has(commit)) found.set(commit, start);
    if (found.size === mostCommits) break;
  }
  return [...found].map(([commit, at]) => ({ text: commit, at }));
}

const crateForm = /^([A-Za-z0-9_-]{1,64}?)-(\d{1,6}\.\d{1,6}\.\d{1,6}(?:[-+][0-9A-Za-z.+-]{1,64})?)$/;

/** `index.crates.io-6f17d22bba15001f/serde-1.0.190/src/…`: the second part is the crate. */
function crateAfter(text: string, at: number, separator: string): string | undefined {
  const [, name = ''] = text.slice(at, at + 256).split(separator, 3);
  const [, crate, version] = crateForm.exec(name) ?? [];
  return crate === undefined ? undefined : `${crate} ${version}`;
}

const cargoForm = /[\\/]\.cargo[\\/]$/;
/** Texts of a Rust program follow each other without an end between them: the last beginning before the mark is its own. */
const homeBeginnings = ['/home/', '/Users/', '/root'] as const;

/** `/home/someone` of `/home/someone/.cargo/`, `C:\Users\someone` of `C:\Users\someone\.cargo\`. */
function homeBefore(text: string, end: number): { text: string; at: number } | undefined {
  const before = text.slice(Math.max(0, end - longestHome), end);
  const path = before.replace(cargoForm, '');
  if (path === before) return undefined;
  const drive = path.lastIndexOf(':\\') - 1;
  const start = Math.max(drive, ...homeBeginnings.map((beginning) => path.lastIndexOf(beginning)));
  return start < 0 ? undefined : { text: path.slice(start), at: end - before.length + start };
}
