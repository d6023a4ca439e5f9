/**
 * Values of unit files: command lines with their prefixes, assignments of variables, lists of names, specifiers (`%i`).
 * Sources: systemd.service(5) "Command lines", systemd.exec(5) "Environment", systemd.unit(5) "Specifiers".
 * Does not see: specifiers that only a running system can fill in (`%m`, `%b`, `%H`): they stay as they are.
 */

/** The commands of one `Exec…=` setting: without prefixes and without the name that `@` puts in the program's place. */
export function commandsOf(value: string): readonly string[] {
  return value
    .split(/\s;\s/, 64)
    .map((command) => command.trim())
    .filter((command) => command !== '')
    .map(withoutPrefix);
}

/** `@` gives the program another name for itself, `-` forgives its failure, `:` expands no variables, `+`, `!`, `|` … */
function withoutPrefix(command: string): string {
  const [, prefix = '', rest = ''] = /^([@\-:+!|]{0,8})\s*(.*)$/s.exec(command) ?? [];
  if (!prefix.includes('@')) return rest;
  return rest.replace(/^(\S+)\s+(?:"[^"]*"|'[^']*'|\S+)/, '$1');
}

const mostWords = 500;

/** Words of a list, quotes taken off: `"A=b c" D=e`; none behind a quote that nothing closes. */
export function wordsOf(value: string): readonly string[] {
  const words: string[] = [];
  const word = /\s*((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s"']|["'](?=[^"']*$))+)/gy;
  for (let found = word.exec(value); found && words.length < mostWords; found = word.exec(value))
    words.push(unquoted(found[1] ?? ''));
  return words;
}

function unquoted(word: string): string {
  return word.replace(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g, (_, double?: string, single?: string) =>
    (double ?? single ?? '').replace(/\\(["'\\])/g, '$1'),
  );
}

/** Names and values of `Environment=` and its like. */
export function assignmentsOf(value: string): readonly (readonly [string, string])[] {
  return wordsOf(value).flatMap((word) => {
    const equals = word.indexOf('=');
    return equals > 0 ? [[word.slice(0, equals), word.slice(equals + 1)] as const] : [];
  });
}

export interface UnitNames {
  /** The whole name: `getty@tty1.service`. */
  readonly name: string;
  /** Of the user whose manager runs it; root's for the system's. */
  readonly home?: string | undefined;
  readonly user?: string | undefined;
}

/** A unit's name has 255 characters at most; only so many specifiers are filled in that no value grows without end. */
const longestName = 255;
const mostSpecifiers = 100;

/** The value with those specifiers filled in that the name and the folders of the system tell. */
export function withSpecifiers(value: string, names: UnitNames): string {
  if (!value.includes('%') || names.name.length > longestName) return value;
  let left = mostSpecifiers;
  const { prefix, instance } = partsOf(names.name);
  const known: Readonly<Record<string, string | undefined>> = {
    '%': '%',
    n: names.name,
    N: names.name.replace(/\.[a-z]+$/, ''),
    p: prefix,
    P: unescapedName(prefix),
    i: instance,
    I: instance === undefined ? undefined : unescapedName(instance),
    h: names.home,
    u: names.user,
    t: '/run',
    S: '/var/lib',
    C: '/var/cache',
    L: '/var/log',
    E: '/etc',
    T: '/tmp',
    V: '/var/tmp',
  };
  return value.replace(/%([%a-zA-Z])/g, (whole, letter: string) => {
    const said = left-- > 0 && Object.hasOwn(known, letter) ? known[letter] : undefined;
    return said ?? whole;
  });
}

/** `getty@tty1.service`: prefix `getty`, instance `tty1`, the template's name `getty@.service`. */
export function partsOf(name: string): {
  readonly prefix: string;
  readonly instance?: string;
  readonly template?: string;
} {
  const [, prefix = '', instance, type = ''] = /^([^@]*)@?((?<=@).*)?(\.[a-z]+)$/s.exec(name) ?? [];
  if (instance === undefined) return { prefix: prefix === '' ? name : prefix };
  return { prefix, instance, template: `${prefix}@${type}` };
}

/** systemd writes `/` as `-`, and other signs as `\x2d`. */
export function unescapedName(name: string): string {
  return name
    .replaceAll('-', '/')
    .replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
