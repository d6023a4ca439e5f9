/**
 * What a script's statements say, in order, with plain variables filled in, and with those statements that stand inside
 * others: `sh -c "…"`, a script written by a here-document, a command in a crontab, `os.system("…")` in another language.
 * Does not see: values that are only known when it runs, and what encoded strings hold (decoders open those before).
 */
import { assignmentOf, expand } from '../fetch-command/statement.ts';
import { calledCommands } from './called-commands.ts';
import { cutStatements, mostStatements, type RawStatement } from './cut.ts';
import { type Command, programOf, type Redirection, type StatementWords, wordsOf } from './words.ts';

export interface Statement {
  /** As written, without the blanks around it. */
  readonly text: string;
  /** Characters from the script's start. */
  readonly at: number;
  readonly end: number;
  /** The commands of its pipeline, with variables filled in. */
  readonly commands: readonly Command[];
  readonly writes: readonly Redirection[];
  /** What is written, where a here-document or `echo` gives it. */
  readonly body?: string;
  /** The hours at which a crontab runs it. */
  readonly schedule?: string;
  /** It stands within a string of another statement. */
  readonly nested?: true;
  /** A name and its value, where it does nothing but set it. */
  readonly sets?: readonly [name: string, value: string];
}

const deepest = 3;
const mostVariables = 500;

export interface Statements {
  readonly statements: readonly Statement[];
  /** There were more than are read. */
  readonly cut: boolean;
}

export function readStatements(text: string): Statements {
  const reader = new Reader();
  reader.read(text, 0, 0);
  for (const { text: inner, at, end } of calledCommands(text)) reader.readWithin(inner, at, end);
  const statements = reader.found.sort((a, b) => a.at - b.at);
  return { statements, cut: reader.found.length >= mostStatements };
}

class Reader {
  readonly found: Statement[] = [];
  readonly #variables = new Map<string, string>();

  read(text: string, base: number, depth: number): void {
    for (const raw of cutStatements(text)) {
      if (this.found.length >= mostStatements) return;
      const statement = this.#statement(raw, base);
      if (statement === undefined) continue;
      this.found.push(statement);
      if (depth >= deepest) continue;
      if (raw.body && isScript(raw.body.text)) this.read(raw.body.text, base + raw.body.at, depth + 1);
      for (const inner of innerScripts(statement, raw.body !== undefined))
        this.readWithin(inner, statement.at, statement.end, depth + 1);
    }
  }

  /** Statements whose own places are lost (escapes were undone): all stand where the whole stands. */
  readWithin(text: string, at: number, end: number, depth: number = 1): void {
    const first = this.found.length;
    this.read(text, 0, depth);
    for (let i = first; i < this.found.length; i++) {
      const statement = this.found[i];
      if (statement) this.found[i] = { ...statement, at, end, nested: true };
    }
  }

  #statement(raw: RawStatement, base: number): Statement | undefined {
    const text = raw.text.trim();
    if (/^(?:#|rem\b|::|\/\/)/i.test(text)) return undefined;
    const at = base + raw.at + raw.text.length - raw.text.trimStart().length;
    const place = {
      text,
      at,
      end: Math.max(at + text.length, raw.body ? base + raw.body.at + raw.body.text.length : 0),
    };
    const sets = assignmentOf(text);
    if (sets) {
      if (this.#variables.size < mostVariables) this.#variables.set(sets[0], expand(sets[1], this.#variables));
      return { ...place, commands: [], writes: [], sets };
    }
    const { schedule, command } = splitSchedule(text);
    const words = wordsOf(expand(joined(command), this.#variables));
    const body = raw.body?.text ?? echoed(words);
    return { ...place, ...words, ...(body === undefined ? {} : { body }), ...(schedule ? { schedule } : {}) };
  }
}

/** A continued line is one line. */
function joined(text: string): string {
  return text.replace(/[\\^`]\r?\n/g, ' ');
}

/** `5 * * * * command` and `@reboot command`, as crontabs have them. Source: crontab(5). */
function splitSchedule(text: string): { schedule?: string; command: string } {
  const found =
    /^((?:[\d*][\d*,/-]{0,40}[ \t]+){4}[\d*a-zA-Z][\w*,/-]{0,40}|@(?:reboot|hourly|daily|weekly|monthly))[ \t]+(?:root[ \t]+)?(\S[\s\S]*)$/.exec(
      text,
    );
  return found?.[1] === undefined
    ? { command: text.replace(/^(?:RUN|Exec\w{3,12}=[-@+!]*)\s*/, '') }
    : {
        schedule: found[1],
        command: found[2] ?? '',
      };
}

const writers: ReadonlySet<string> = new Set(['echo', 'printf', 'write-output', 'set-content', 'add-content']);

/** What `echo` hands on, its words joined. */
function echoed({ commands }: StatementWords): string | undefined {
  const writer = commands.find((command) => writers.has(programOf(command)));
  return writer?.slice(1).join(' ');
}

/** Not a configuration in JSON, and not a unit of systemd, whose words are another matter. */
function isScript(body: string): boolean {
  return !/^\s*[{[<]/.test(body);
}

/** Scripts that are handed to an interpreter as one word, and entries that are handed to cron. */
function* innerScripts({ commands, body }: Statement, isRead: boolean): Generator<string> {
  for (const command of commands) {
    const program = programOf(command);
    const flag = command.findIndex((word) => /^(?:-[a-z]*c|\/c|\/k|-command|--login)$/i.test(word));
    if (/^(?:(?:ba|da|z|k|a)?sh|su|cmd|powershell|pwsh)$/.test(program) && flag > 0)
      yield command.slice(flag + 1).join(' ');
    else if (program === 'eval' || program === 'ssh') {
      const [last] = command.slice(-1);
      if (command.length > 1 && last !== undefined && last.includes(' ')) yield last;
    }
  }
  if (body !== undefined && !isRead && commands.some((command) => programOf(command) === 'crontab')) yield body;
}
