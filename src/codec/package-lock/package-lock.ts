/**
 * Reads which releases a lock file names, line by line, as the tools write them: npm (package-lock.json, also the one
 * that npm keeps in node_modules), Yarn, pnpm, pip's requirements with `==`, Pipenv, Poetry, uv and Bundler.
 * Sources: https://docs.npmjs.com/cli/configuring-npm/package-lock-json, https://github.com/pnpm/spec,
 * https://pip.pypa.io/en/stable/reference/requirements-file-format/.
 * Does not see: lock files that were written anew on one line, ranges (`>=`), releases that a URL stands for.
 */

export interface LockedRelease {
  readonly ecosystem: 'npm' | 'pypi' | 'rubygems';
  readonly name: string;
  readonly version: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Longer lines are none of a lock file's names or versions. */
const longestLine = 512;

type Name = Pick<LockedRelease, 'ecosystem' | 'name'>;
/** What a line says: a name that the version after it belongs to, the version, or both at once. */
type Said = { readonly name?: string; readonly version?: string } | undefined;
interface Form {
  readonly ecosystem: Name['ecosystem'];
  readonly read: (line: string) => Said;
}

const forms: readonly (readonly [RegExp, Form])[] = [
  [/^(?:\.?package-lock|npm-shrinkwrap)\.json$/, { ecosystem: 'npm', read: npmLine }],
  [/^yarn\.lock$/, { ecosystem: 'npm', read: yarnLine }],
  [/^pnpm-lock\.yaml$/, { ecosystem: 'npm', read: pnpmLine }],
  [/requirements[\w.-]*\.txt$|^constraints\.txt$/, { ecosystem: 'pypi', read: requirementLine }],
  [/^pipfile\.lock$/, { ecosystem: 'pypi', read: npmLine }],
  [/^(?:poetry|uv|pdm)\.lock$/, { ecosystem: 'pypi', read: tomlLine }],
  [/^gemfile\.lock$/, { ecosystem: 'rubygems', read: gemLine }],
];

/** @param file the lock file's name, without its folder */
export function* readPackageLock(file: string, text: string): Iterable<LockedRelease> {
  const form = forms.find(([pattern]) => pattern.test(file.toLowerCase()))?.[1];
  if (!form) return;
  let name: string | undefined;
  let number = 0;
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    number++;
    const said = end - start > longestLine ? undefined : form.read(text.slice(start, end));
    start = end + 1;
    if (said?.name !== undefined) name = said.name;
    if (said?.version === undefined || name === undefined) continue;
    yield { ecosystem: form.ecosystem, name, version: said.version, line: number };
    name = undefined;
  }
}

/** `"node_modules/@a/b": {` or `"b": {`, and `"version": "1.0.0"` in it; Pipenv writes `"==1.0.0"`. */
function npmLine(line: string): Said {
  const [, key, value, opens] = /^ *"([^"]*)": (?:"([^"]*)"|(\{))/.exec(line) ?? [];
  if (key === undefined) return undefined;
  if (opens !== undefined) return { name: key.split('node_modules/').at(-1) ?? key };
  return key === 'version' && value !== undefined ? { version: value.replace(/^==/, '') } : undefined;
}

/** `"@a/b@^1.0.0", b@npm:^2:` and `  version "1.0.0"`, without quotes since Yarn 2. */
function yarnLine(line: string): Said {
  const [, name] = /^"?((?:@[^@/"\s]+\/)?[^@/"\s]+)@/.exec(line) ?? [];
  if (name !== undefined) return { name };
  const [, version] = /^ {2}version:? "?([^"\s]+)"?$/.exec(line) ?? [];
  return version === undefined ? undefined : { version };
}

/** `  /@a/b@1.0.0:`, `  '@a/b@1.0.0':`, `  /b/1.0.0:`, with the peers behind in brackets. */
function pnpmLine(line: string): Said {
  const [, name, version] = /^ {2}'?\/?((?:@[^@/'\s]+\/)?[^@/'\s]+)[@/](\d[^'(:_\s]*)/.exec(line) ?? [];
  return name === undefined || version === undefined ? undefined : { name, version };
}

/** `name[extra]==1.0.0 ; …`. */
function requirementLine(line: string): Said {
  const [, name, version] = /^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*==\s*([\w.!+-]+)/.exec(line) ?? [];
  return name === undefined || version === undefined ? undefined : { name, version };
}

/** `name = "b"` and `version = "1.0.0"` below it. */
function tomlLine(line: string): Said {
  const [, key, value] = /^(name|version) = "([^"]*)"/.exec(line) ?? [];
  if (value === undefined) return undefined;
  return key === 'name' ? { name: value } : { version: value };
}

/** `    rest-client (1.6.13)`. */
function gemLine(line: string): Said {
  const [, name, version] = /^ {4}([\w.-]+) \((\d[\w.-]*)\)$/.exec(line) ?? [];
  return name === undefined || version === undefined ? undefined : { name, version };
}
