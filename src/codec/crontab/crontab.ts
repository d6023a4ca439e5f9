/**
 * Crontabs, as cron itself reads them: five fields of times or an `@` word, a user in the system's own tables, and a
 * command; lines `NAME = value` set variables for the entries below them. A `%` ends the command and begins what it is
 * given to read. A line never goes on in the next one: a backslash at its end changes nothing.
 * Sources: crontab(5) of Vixie cron, cronie and Debian; FreeBSD's (`@every_minute`, `@30`); fcrontab(5).
 * Does not see: fields beyond these (seconds), crontabs that fcron has compiled.
 */

export interface CronEntry {
  /** Counted from 1. */
  readonly line: number;
  /** The line as it is written. */
  readonly text: string;
  /** Its fields, a blank between them, or `@reboot`. */
  readonly when: string;
  /** Only in tables of the system. */
  readonly user?: string;
  /** Up to the first `%`; `\%` is a plain one. */
  readonly command: string;
  /** What the command is given to read, line by line. */
  readonly input?: string;
  /** By name, as the lines above set them. */
  readonly settings: ReadonlyMap<string, string>;
  /** How the line keeps itself from those who look at it on a terminal or in an editor. */
  readonly hidden?: 'control-characters' | 'blanks' | 'empty-lines';
}

export interface Crontab {
  readonly entries: readonly CronEntry[];
  readonly settings: ReadonlyMap<string, string>;
  /** Lines that cron would not take; counted from 1, at most 100. */
  readonly broken: readonly number[];
  /** There were more lines than are read. */
  readonly cut: boolean;
}

/** `system`: with a field for the user; `fcron`: with `&`, `%` and `@` before the times. */
export type CrontabForm = 'user' | 'system' | 'fcron';

const mostLines = 20_000;
const mostBroken = 100;
const mostSettings = 100;
/** Blanks in a row that push what follows out of sight, and empty lines that do. */
const hidingBlanks = 80;
const hidingLines = 40;

export function readCrontab(text: string, form: CrontabForm): Crontab {
  const entries: CronEntry[] = [];
  const broken: number[] = [];
  let settings: ReadonlyMap<string, string> = new Map();
  let empty = 0;
  const lines = text.split('\n', mostLines + 1);
  for (const [i, line] of lines.slice(0, mostLines).entries()) {
    if (isEmpty(line)) empty++;
    if (isEmpty(line) || isComment(line)) continue;
    const setting = settingOf(line);
    const entry = setting ? undefined : entryOf(line, form);
    if (setting && settings.size < mostSettings) settings = new Map([...settings, setting]);
    if (entry) entries.push({ line: i + 1, text: line, ...entry, settings, ...hidingOf(line, empty) });
    if (!setting && !entry && broken.length < mostBroken) broken.push(i + 1);
    empty = 0;
  }
  return { entries, settings, broken, cut: lines.length > mostLines };
}

function isEmpty(line: string): boolean {
  return /^[ \t\r]*$/.test(line);
}

function isComment(line: string): boolean {
  return /^[ \t]*#/.test(line);
}

// --- settings -------------------------------------------------------------------------------------------------

/** `NAME=value`, `NAME = value`, either side in quotes; `!option` lines of fcron set nothing here. */
function settingOf(line: string): readonly [string, string] | undefined {
  const found = /^[ \t]*(?:"([^"=]{1,100})"|'([^'=]{1,100})'|([A-Za-z_]\w{0,100}))[ \t]*=[ \t]*(.*)$/s.exec(line);
  const [, double, single, plain, value = ''] = found ?? [];
  const name = double ?? single ?? plain;
  if (name === undefined) return undefined;
  const trimmed = value.trim();
  return [name, /^"[^"]*"$|^'[^']*'$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed];
}

// --- entries --------------------------------------------------------------------------------------------------

type Read = Pick<CronEntry, 'when' | 'user' | 'command' | 'input'>;

function entryOf(line: string, form: CrontabForm): Read | undefined {
  const timed = form === 'fcron' ? fcronTimes(line) : timesOf(line);
  if (!timed) return undefined;
  const [user, rest] = form === 'system' ? firstWord(timed.rest) : [undefined, timed.rest];
  if (user === '' || rest.trim() === '') return undefined;
  const { command, input } = atPercent(rest.trim());
  return {
    when: timed.when,
    ...(user === undefined ? {} : { user }),
    command,
    ...(input === undefined ? {} : { input }),
  };
}

interface Timed {
  readonly when: string;
  readonly rest: string;
}

const nicknames =
  /^[ \t]*(@(?:reboot|yearly|annually|monthly|weekly|daily|midnight|hourly|every_minute|every_second|\d{1,9}))[ \t]+(.*)$/is;
/** A `-` before the fields keeps Debian's and SUSE's cron from logging the job. */
const fields =
  /^[ \t]*-?([^\s]{1,400})[ \t]+([^\s]{1,400})[ \t]+([^\s]{1,400})[ \t]+([^\s]{1,400})[ \t]+([^\s]{1,400})[ \t]+(.*)$/s;

function timesOf(line: string): Timed | undefined {
  const [, word, then = ''] = nicknames.exec(line) ?? [];
  if (word !== undefined) return { when: word.toLowerCase(), rest: then };
  const found = fields.exec(line)?.slice(1);
  const [minute = '', hour = '', day = '', month = '', weekday = '', rest = ''] = found ?? [];
  const when = [minute, hour, day, month, weekday];
  return found && when.every((field, i) => isField(field, i)) ? { when: when.join(' '), rest } : undefined;
}

const bounds = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;
const months = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
const weekdays = /^(?:sun|mon|tue|wed|thu|fri|sat)/i;

/** `*`, numbers, names, ranges (`-`; `~` is a random one of them), steps and lists of them. */
function isField(field: string, which: number): boolean {
  return field.split(',').every((part) => {
    const [range = '', step, more] = part.split('/');
    if (more !== undefined || (step !== undefined && !/^0*[1-9]\d{0,3}$/.test(step))) return false;
    if (range === '*' || range === '~') return true;
    const ends = range.split(/[-~]/);
    return ends.length <= 2 && ends.every((end) => isValue(end, which) || (end === '' && range.includes('~')));
  });
}

function isValue(text: string, which: number): boolean {
  if (which === 3 && months.test(text)) return /^[a-z]{3,9}$/i.test(text);
  if (which === 4 && weekdays.test(text)) return /^[a-z]{3,9}$/i.test(text);
  const [least, most] = bounds[which] ?? [0, 0];
  return /^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most;
}

/** `& 5 * * * * …`, `&nice(10),mail(no) …`, `@ 30 …`, `@first(5) 1h …`, `%daily,mail(no) * 3-5 …`. */
function fcronTimes(line: string): Timed | undefined {
  const text = line.trimStart();
  const options = /^([&@%])([\w,()-]{0,200})[ \t]+(.*)$/s.exec(text);
  const [, sign = '', , rest = ''] = options ?? [];
  if (sign === '@' && /^@(?:first|[a-z]+\()?/.test(text)) {
    const [, every, then = ''] = /^([\dmwdhs]{1,20})[ \t]+(.*)$/s.exec(rest) ?? [];
    if (every !== undefined) return { when: `every ${every}`, rest: then };
  }
  if (sign !== '%') return timesOf(options && sign === '&' ? rest : line);
  const [, times = '', then = ''] = /^((?:[\d*,/~|-]{1,100}[ \t]+){1,5})(.*)$/s.exec(rest) ?? [];
  return times === '' ? undefined : { when: times.trim(), rest: then };
}

function firstWord(text: string): [string, string] {
  const [, word = '', rest = ''] = /^[ \t]*(\S*)(.*)$/s.exec(text) ?? [];
  return [word, rest];
}

function atPercent(text: string): { readonly command: string; readonly input?: string } {
  const parts = [''];
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '%' && parts.length < 2) parts.push('');
    else if (character === '\\' && text[at + 1] === '%') parts[parts.length - 1] += text.charAt(++at);
    else parts[parts.length - 1] += character === '%' ? '\n' : character;
  }
  const [command = '', input] = parts;
  return { command: command.trim(), ...(input === undefined ? {} : { input }) };
}

// --- hiding ---------------------------------------------------------------------------------------------------

/** A carriage return at the very end comes from an editor of another system. */
function hidingOf(line: string, emptyBefore: number): Pick<CronEntry, 'hidden'> {
  const shown = line.replace(/\r$/, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\x08\x0b\x0c\r\x1b]/.test(shown)) return { hidden: 'control-characters' };
  if (longestBlank(shown) >= hidingBlanks) return { hidden: 'blanks' };
  return emptyBefore >= hidingLines ? { hidden: 'empty-lines' } : {};
}

/** Of those with something behind them. */
function longestBlank(line: string): number {
  let longest = 0;
  let run = 0;
  for (const character of line.trimEnd()) {
    run = character === ' ' || character === '\t' ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

// --- anacron --------------------------------------------------------------------------------------------------

export interface AnacronEntry extends Omit<CronEntry, 'when' | 'user' | 'input'> {
  readonly when: string;
  readonly name: string;
}

/** `period delay job command`, as anacrontab(5) has it: a period in days or `@monthly`, a delay in minutes. */
export function readAnacrontab(text: string): {
  readonly entries: readonly AnacronEntry[];
  readonly broken: readonly number[];
  readonly cut: boolean;
} {
  const entries: AnacronEntry[] = [];
  const broken: number[] = [];
  let settings: ReadonlyMap<string, string> = new Map();
  const lines = text.split('\n', mostLines + 1);
  for (const [i, line] of lines.slice(0, mostLines).entries()) {
    if (isEmpty(line) || isComment(line)) continue;
    const setting = settingOf(line);
    const entry = setting ? undefined : anacronEntry(line);
    if (setting && settings.size < mostSettings) settings = new Map([...settings, setting]);
    if (entry) entries.push({ line: i + 1, text: line, ...entry, settings, ...hidingOf(line, 0) });
    if (!setting && !entry && broken.length < mostBroken) broken.push(i + 1);
  }
  return { entries, broken, cut: lines.length > mostLines };
}

function anacronEntry(line: string): Pick<AnacronEntry, 'when' | 'name' | 'command'> | undefined {
  const found = /^[ \t]*(\d{1,6}|@[a-z]{5,8})[ \t]+(\d{1,6})[ \t]+([^\s/]{1,255})[ \t]+(\S.*)$/s.exec(line);
  const [, period = '', , name = '', command = ''] = found ?? [];
  if (!found) return undefined;
  return { when: period.startsWith('@') ? period : `every ${period} days`, name, command: command.trim() };
}
