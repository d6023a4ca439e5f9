/**
 * Every record of Zeek's own, tab-separated logs, of whatever kind: for rules that want all. What tells of mining by
 * itself is read by sensor/zeek-tsv.
 * Source: https://docs.zeek.org/en/master/log-formats.html#zeek-tsv-format-logs.
 * Does not see: types of columns without a header; there each value is a text.
 */
import { emptyHeader, readDirective, usualHeader, type ZeekHeader } from '../../codec/zeek-log/tab-separated.ts';
import type { LogEvent, LogSource, LogValue } from '../../model/log-event.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { zeekTsv } from '../sensor/zeek-tsv.ts';
import { everyLine } from './every-line.ts';
import type { LineReading } from './line-log.ts';
import { zeekEvent, zeekLogNamed, zeekLogOfFile, zeekSource } from './zeek-events.ts';

const mostValues = 256;

export const zeekTsvLog: LogFormat = defineLogFormat({
  id: 'zeek-tsv-log',
  title: "Every record of Zeek's tab-separated logs",
  sources: [{ product: 'zeek' }],
  onlyEvery: true,
  accepts: (head, name) => zeekTsv.accepts(head, name),
  open: (beginning) => everyLine('zeek-tsv-log', new ZeekTable(beginning.name), beginning),
});

interface Column {
  readonly name: string;
  /** Zeek's own: `count`, `set[string]`; empty where no header says it. */
  readonly type: string;
}

/** The table as its header says it is, which may come anew anywhere. */
class ZeekTable implements LineReading {
  #header: ZeekHeader;
  #source: LogSource;
  #separator = '\t';
  #columns: readonly Column[] = [];

  constructor(name: string) {
    this.#header = usualHeader(name) ?? emptyHeader;
    this.#source = zeekSource(zeekLogOfFile(name));
    this.#columns = columnsOf(this.#header, []);
  }

  read(text: string): LogEvent | undefined {
    if (text.startsWith('#')) {
      this.#direct(text);
      return undefined;
    }
    const values = text.split(this.#separator, this.#columns.length);
    const fields = values.flatMap((written, i): [string, LogValue][] => {
      const column = this.#columns[i];
      const value = column && this.#valueOf(column.type, written);
      return column === undefined || value === undefined ? [] : [[column.name, value]];
    });
    // A line of fewer than two columns is none of this table's.
    return fields.length < 2 ? undefined : zeekEvent(this.#source, Object.fromEntries(fields), text);
  }

  #direct(line: string): void {
    this.#header = readDirective(this.#header, line);
    this.#separator = String.fromCharCode(this.#header.separator);
    const [word, ...rest] = line.split(this.#separator);
    if (word === '#path') this.#source = zeekSource(zeekLogNamed(rest[0]));
    if (word === '#fields') this.#columns = columnsOf(this.#header, []);
    if (word === '#types') this.#columns = columnsOf(this.#header, rest);
  }

  #valueOf(type: string, written: string): LogValue | undefined {
    const { unset, empty, setSeparator } = this.#header;
    if (written === unset) return undefined;
    const inner = /^(?:set|vector)\[(\w+)\]$/.exec(type)?.[1];
    if (inner === undefined) return written === empty ? '' : plainValue(type, written);
    if (written === empty) return [];
    return written.split(setSeparator, mostValues).map((value) => plainValue(inner, value));
  }
}

function columnsOf({ columns }: ZeekHeader, types: readonly string[]): Column[] {
  return [...columns].map(([name, place]) => ({ name, type: types[place] ?? (name === 'ts' ? 'time' : '') }));
}

const numbers: ReadonlySet<string> = new Set(['count', 'int', 'port', 'double', 'interval', 'time']);

function plainValue(type: string, written: string): LogValue {
  if (type === 'bool') return written === 'T';
  const number = numbers.has(type) ? Number(written) : Number.NaN;
  return Number.isFinite(number) ? number : unescaped(written);
}

/** Zeek writes bytes that would upset its form as `\xHH`. */
function unescaped(text: string): string {
  if (!text.includes('\\x')) return text;
  return text.replace(/\\x([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
