/**
 * Who may run what as whom: /etc/sudoers and the files beside it.
 * Source: sudoers(5). Does not see: names in quotation marks with blanks in them, rules for several hosts in one line
 * (all of its commands count for the first), rules that stand in LDAP.
 */

interface SudoGrant {
  /** As whom, as written between the brackets. */
  readonly runAs?: string;
  /** Without a password. */
  readonly free: boolean;
  readonly command: string;
}

export interface SudoRule {
  /** The line it begins in, counted from 1. */
  readonly line: number;
  /** As it is written, its lines joined. */
  readonly text: string;
  /** `name`, `#uid`, `%group`; aliases are replaced. */
  readonly users: readonly string[];
  readonly grants: readonly SudoGrant[];
}

interface SudoSettings {
  readonly line: number;
  /** What stands after `Defaults`. */
  readonly text: string;
}

export interface Sudoers {
  readonly rules: readonly SudoRule[];
  readonly defaults: readonly SudoSettings[];
  readonly includes: readonly { readonly path: string; readonly folder: boolean }[];
}

const longestLine = 16_384;
const mostAliases = 200;
/** Of one rule: an alias of many names may be named many times. */
const mostUsers = 1000;

export function readSudoers(text: string): Sudoers {
  const rules: SudoRule[] = [];
  const defaults: SudoSettings[] = [];
  const includes: { path: string; folder: boolean }[] = [];
  const aliases = new Map<string, readonly string[]>();
  for (const { line, text: entry } of joinedLines(text)) {
    const include = /^[#@]include(dir)? (.+)$/.exec(entry);
    const alias = /^User_Alias (\S+?) ?= ?(.+)$/.exec(entry);
    if (include) includes.push({ path: include[2] ?? '', folder: include[1] !== undefined });
    else if (entry.startsWith('#') && !/^#\d/.test(entry)) continue;
    else if (entry.startsWith('Defaults')) defaults.push({ line, text: entry.slice('Defaults'.length).trim() });
    else if (alias && aliases.size < mostAliases) aliases.set(alias[1] ?? '', (alias[2] ?? '').split(','));
    else if (!/^(?:User|Runas|Host|Cmnd|Cmd)_Alias /.test(entry)) {
      const rule = ruleOf(entry);
      if (rule) rules.push({ line, text: entry, ...rule });
    }
  }
  return {
    rules: rules.map((rule) => ({ ...rule, users: withoutAliases(rule.users, aliases) })),
    defaults,
    includes,
  };
}

function withoutAliases(users: readonly string[], aliases: ReadonlyMap<string, readonly string[]>): string[] {
  const names = new Set<string>();
  for (const user of new Set(users))
    for (const name of aliases.get(user) ?? [user]) if (names.size < mostUsers) names.add(name);
  return [...names];
}

/** Lines that end in a backslash go on; every run of blanks becomes one, and none stands beside a comma. */
function* joinedLines(text: string): Iterable<{ line: number; text: string }> {
  let begun: { line: number; parts: string[] } | undefined;
  for (const [i, line] of text.split('\n').entries()) {
    begun ??= { line: i + 1, parts: [] };
    const goesOn = line.endsWith('\\');
    begun.parts.push(goesOn ? line.slice(0, -1) : line);
    if (goesOn && begun.parts.length < 1000) continue;
    const joined = withoutComment(begun.parts.join(' ').slice(0, longestLine).replace(/\s+/g, ' ').trim());
    if (joined !== '') yield { line: begun.line, text: joined.replace(/ ?, ?/g, ',') };
    begun = undefined;
  }
}

/** A comment after a rule. `#1000` is a user. */
function withoutComment(line: string): string {
  const at = line.search(/ #(?!\d)/);
  return at < 0 ? line : line.slice(0, at);
}

function ruleOf(entry: string): Pick<SudoRule, 'users' | 'grants'> | undefined {
  const equals = entry.indexOf('=');
  const [users = '', hosts] = entry.slice(0, Math.max(0, equals)).trim().split(' ', 2);
  if (users === '' || hosts === undefined) return undefined;
  return { users: users.split(','), grants: grantsOf(entry.slice(equals + 1).trim()) };
}

/** What is said of one command (as whom, without a password) holds for those after it. */
function grantsOf(text: string): SudoGrant[] {
  let runAs: string | undefined;
  let free = false;
  return commandsOf(text).map((written) => {
    let command = written;
    const as = /^\(([^)]*)\) ?/.exec(command);
    if (as) {
      runAs = as[1]?.trim();
      command = command.slice(as[0].length);
    }
    for (let tag = tagOf(command); tag; tag = tagOf(command)) {
      if (tag[1] === 'NOPASSWD' || tag[1] === 'PASSWD') free = tag[1] === 'NOPASSWD';
      command = command.slice(tag[0].length);
    }
    return { ...(runAs === undefined ? {} : { runAs }), free, command };
  });
}

function tagOf(command: string): RegExpExecArray | null {
  return /^([A-Z_]{1,20}) ?: ?/.exec(command);
}

/** Commas between brackets part names, and those after a backslash belong to an argument. */
function commandsOf(text: string): string[] {
  const commands: string[] = [];
  let from = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '(') depth++;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (character === ',' && depth === 0) {
      commands.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...commands, text.slice(from)].map((command) => command.trim()).filter((command) => command !== '');
}
