/**
 * Unit files of systemd and their drop-ins: sections, and settings `Key=Value` in them, a later one adding to an earlier
 * one or, where it is empty, taking it back. A backslash at the end of a line goes on in the next one, past comments.
 * Sources: systemd.syntax(7), systemd.unit(5).
 */

export interface UnitSetting {
  readonly section: string;
  readonly key: string;
  /** Lines that go on are joined with a blank. */
  readonly value: string;
  /** As it is written, all its lines. */
  readonly text: string;
  /** Of its first line, counted from 1. */
  readonly line: number;
}

export interface UnitFile {
  readonly settings: readonly UnitSetting[];
  /** Lines that systemd would not take; counted from 1, at most 100. */
  readonly broken: readonly number[];
  /** There were more lines than are read. */
  readonly cut: boolean;
}

const mostLines = 20_000;
const mostBroken = 100;
/** As systemd has it (LONG_LINE_MAX). */
const longestLine = 1024 * 1024;

export function readUnitFile(text: string): UnitFile {
  const settings: UnitSetting[] = [];
  const broken: number[] = [];
  let section = '';
  const lines = text.replace(/^\ufeff/, '').split('\n', mostLines + 1);
  for (const { value, written, line } of logicalLines(lines.slice(0, mostLines))) {
    const header = /^\[([^\]]{1,100})\]$/.exec(value)?.[1];
    const equals = value.indexOf('=');
    const key = value.slice(0, Math.max(equals, 0)).trim();
    if (header !== undefined) section = header;
    else if (key !== '' && section !== '') {
      settings.push({ section, key, value: value.slice(equals + 1).trim(), text: written, line });
    } else if (broken.length < mostBroken) broken.push(line);
  }
  return { settings, broken, cut: lines.length > mostLines };
}

interface LogicalLine {
  readonly value: string;
  readonly written: string;
  readonly line: number;
}

function* logicalLines(lines: readonly string[]): Iterable<LogicalLine> {
  let parts: string[] = [];
  let written: string[] = [];
  let length = 0;
  let first = 0;
  for (const [i, whole] of lines.entries()) {
    const line = whole.replace(/\r$/, '');
    if (/^\s*[#;]/.test(line) || (parts.length === 0 && line.trim() === '')) continue;
    if (parts.length === 0) first = i + 1;
    const goesOn = /(?:^|[^\\])(?:\\\\)*\\$/.test(line.slice(-64)) && length < longestLine;
    parts.push(goesOn ? line.slice(0, -1) : line);
    written.push(line);
    length += line.length;
    if (goesOn) continue;
    yield { value: parts.join(' ').trim(), written: written.join('\n').trim(), line: first };
    [parts, written, length] = [[], [], 0];
  }
  if (parts.length > 0) yield { value: parts.join(' ').trim(), written: written.join('\n').trim(), line: first };
}
