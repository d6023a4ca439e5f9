/**
 * Commands that somebody typed, as shells keep them: .bash_history (with and without times), .zsh_history, fish_history,
 * .ash_history, .sh_history, .python_history, .mysql_history, .psql_history, PowerShell's ConsoleHost_history.txt.
 * Sources: bash(1) HISTTIMEFORMAT, zshoptions(1) EXTENDED_HISTORY, fish's `- cmd: … when: …`, about_PSReadLine.
 * A history without times says in which order, not when; its lines are taken in any case, by the file's name.
 * Does not see: what ran in a shell that kept no history, or whose history was wiped; whether a command worked.
 */
import { eachLine } from '../../codec/log-lines/lines.ts';
import { timeOfSeconds } from '../../codec/log-lines/time.ts';
import { unmetafied } from '../../codec/shell-history/zsh.ts';
import type { LogEvent } from '../../model/log-event.ts';
import type { LogSpan } from '../../model/log-payloads.ts';
import {
  defineLogFormat,
  type LogBeginning,
  type LogFormat,
  type LogReader,
  type PlacedEvent,
} from '../../model/log-units.ts';
import type { Miss, SweepView } from '../../model/units.ts';
import { placeOf } from '../sensor/place.ts';
import { Span } from './line-log.ts';

export const shellHistory: LogFormat = defineLogFormat({
  id: 'shell-history',
  title: 'Histories of shells: bash, zsh, fish, PowerShell',
  sources: [
    { product: 'linux', service: 'history' },
    { product: 'windows', service: 'history' },
  ],
  // Histories are short, and a time stands before its command: all of it is read.
  anchors: [],
  accepts: (head, name) => shellOf(head, name) !== undefined,
  open: (beginning) => new HistoryReader(beginning),
});

type Shell = 'bash' | 'zsh' | 'fish' | 'powershell' | 'sh' | 'python' | 'mysql' | 'psql' | 'sqlite' | 'rediscli';

const byName: readonly (readonly [RegExp, Shell])[] = [
  [/^\.?bash_history\b/i, 'bash'],
  [/^\.?(?:zsh_history|zhistory|histfile)\b/i, 'zsh'],
  [/^fish_history\b/i, 'fish'],
  [/ConsoleHost_history\.txt$/i, 'powershell'],
  [/^\.?(?:a|k|da)?sh_history\b/i, 'sh'],
  [/^\.?(python|mysql|psql|sqlite|rediscli)_?history\b/i, 'sh'],
];

function shellOf(head: Uint8Array, name: string): Shell | undefined {
  const shell = byFile(name) ?? byMark(head);
  return head.length === 0 || (shell !== undefined && head.includes(0)) ? undefined : shell;
}

function byFile(name: string): Shell | undefined {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  if (file.length > 64 || !/hist/i.test(file)) return undefined;
  for (const [pattern, shell] of byName) if (pattern.test(file)) return ownName(file) ?? shell;
  return undefined;
}

function ownName(file: string): Shell | undefined {
  const [, name] = /^\.?(python|mysql|psql|sqlite|rediscli)/i.exec(file) ?? [];
  // The pattern admits no other.
  return name?.toLowerCase() as Shell | undefined;
}

/** `#1700000000` alone on the first and the third line; `: 1700000000:0;` on the first two; `- cmd: ` and its time. */
function byMark(head: Uint8Array): Shell | undefined {
  const [first, second] = [head[0], head[1]];
  const isMarked = (first === 0x23 && second === 0x31) || ((first === 0x3a || first === 0x2d) && second === 0x20);
  if (!isMarked) return undefined;
  const text = utf8.decode(head.subarray(0, 2048));
  if (/^#1\d{9}\n[^#\n][^\n]*\n(?:#1\d{9}\n|$)/.test(text)) return 'bash';
  if (/^: 1\d{9}:\d{1,6};/.test(text)) return 'zsh';
  return /^- cmd: [^\n]*\n {2}when: 1\d{9}\n/.test(text) ? 'fish' : undefined;
}

const utf8 = new TextDecoder();
/** Lines that go on: a `for` typed at the prompt. More are commands of their own. */
const mostContinued = 200;

/** A command as it grows, over the lines that it fills. */
interface Command {
  text: string;
  readonly at: number;
  end: number;
  ms?: number | undefined;
  lines: number;
}

class HistoryReader implements LogReader {
  readonly #shell: Shell;
  readonly #span = new Span();
  #ms: number | undefined;
  #command: Command | undefined;
  /** Bytes of the command, for what is told in a later call. */
  #excerpt: Uint8Array = new Uint8Array(0);
  #misses = 0;

  constructor({ head, name }: LogBeginning) {
    this.#shell = shellOf(head, name) ?? 'sh';
  }

  *push(view: SweepView): Generator<PlacedEvent | Miss> {
    for (const line of eachLine(view)) {
      if (line.status === 'limit' && ++this.#misses <= 10)
        yield { gap: { code: 'limit-bytes', what: line.what, offset: Math.max(0, view.base + line.at) } };
      if (line.status !== 'ok') continue;
      const { start, end } = line.value;
      const bytes = view.bytes.subarray(start, end);
      const text = utf8.decode(this.#shell === 'zsh' ? unmetafied(bytes) : bytes);
      yield* this.#line(start === 0 && view.base === 0 ? text.replace(/^\ufeff/, '') : text, view, start, end);
    }
  }

  *end(): Generator<PlacedEvent> {
    yield* this.#close();
  }

  span(): LogSpan | undefined {
    return this.#span.told('shell-history', ['commands']);
  }

  *#line(text: string, view: SweepView, start: number, end: number): Generator<PlacedEvent> {
    const open = this.#command;
    if (this.#shell === 'fish') yield* this.#fish(text, view, start, end);
    else if (open && this.#goesOn(open)) this.#extend(open, text, view.base + end);
    else {
      yield* this.#close();
      const time = this.#shell === 'zsh' ? undefined : /^#(\d{9,10})$/.exec(text);
      if (time) this.#ms = timeOfSeconds(Number(time[1]));
      else if (text.trim() !== '') this.#begin(text, view, start, end);
    }
  }

  /** zsh and PowerShell end each line of a command but its last with a mark. */
  #goesOn({ text, lines }: Command): boolean {
    const mark = this.#shell === 'zsh' ? '\\' : this.#shell === 'powershell' ? '`' : undefined;
    return mark !== undefined && text.endsWith(mark) && lines < mostContinued;
  }

  #extend(command: Command, text: string, end: number): void {
    command.text = `${command.text.slice(0, -1)}\n${text}`;
    command.end = end;
    command.lines++;
  }

  #begin(text: string, view: SweepView, start: number, end: number): void {
    const [head, seconds] = (this.#shell === 'zsh' && /^: (\d{9,10}):\d{1,9};/.exec(text)) || [];
    const ms = seconds === undefined ? this.#ms : timeOfSeconds(Number(seconds));
    this.#ms = undefined;
    this.#command = { text: text.slice(head?.length ?? 0), at: view.base + start, end: view.base + end, ms, lines: 1 };
    this.#excerpt = placeOf(view.bytes, view.base, start, end).excerpt;
  }

  /** `- cmd: a\nb` with `\n` and `\\` written out, then `  when: 1700000000`, and paths that it named. */
  *#fish(text: string, view: SweepView, start: number, end: number): Generator<PlacedEvent> {
    if (text.startsWith('- cmd: ')) {
      yield* this.#close();
      const command = text.slice(7).replace(/\\([n\\])/g, (_, escaped) => (escaped === 'n' ? '\n' : '\\'));
      this.#begin(command, view, start, end);
      return;
    }
    const [, seconds] = /^ {2}when: (\d{9,10})$/.exec(text) ?? [];
    if (seconds !== undefined && this.#command) this.#command.ms = timeOfSeconds(Number(seconds));
  }

  *#close(): Generator<PlacedEvent> {
    const command = this.#command;
    this.#command = undefined;
    if (command === undefined) return;
    const event = eventOf(command, this.#shell);
    const excerpt = this.#excerpt;
    this.#span.takes(event);
    yield { event, offset: command.at, length: command.end - command.at, excerpt: () => excerpt };
  }
}

function eventOf({ text, ms }: Command, shell: Shell): LogEvent {
  return {
    source: { product: shell === 'powershell' ? 'windows' : 'linux', service: 'history' },
    ...(ms === undefined ? {} : { time: { ms } }),
    fields: { CommandLine: text, shell },
    text,
  };
}
