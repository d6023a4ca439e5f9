/**
 * What syslog and journald set before a program's own words: when, on which machine, by which program.
 * Sources: RFC 3164 (`Nov 23 16:00:01 host program[7]: …`), RFC 5424 (`<30>1 2026-11-23T16:00:01Z host program 7 - - …`),
 * rsyslog and journalctl -o short-iso (`2026-11-23T16:00:01+00:00 host program[7]: …`), and the line of journald's export
 * format that holds the message (`MESSAGE=…`).
 * Does not see: the year of RFC 3164, which has none, so such a line has no time here; nor its zone.
 */
import { timeOfText } from '../log-lines/time.ts';

export interface SyslogLine {
  /** Milliseconds since 1970, where the line gives a date with its zone. */
  readonly time?: number | undefined;
  /** The program's name in lower case, without the number of its process. */
  readonly program?: string | undefined;
  /** What the program said. */
  readonly message: string;
}

const priority = /^<\d{1,3}>/;
const monthAndDay = /^[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d{1,6})? /;
const isoDate = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)) /;
/** Version, time, host, program, process, message id; then structured data or `-`. */
const rfc5424 = /^1 (\S{1,48}) \S{1,255} (\S{1,48}) \S{1,128} \S{1,32} (?=\[|- |-$)/;
/** `program[7]: ` at once, or behind the host's name. */
const programFirst = /^([\w./-]{1,48})(?:\[\d{1,10}\])?: /;
const hostFirst = /^[\w.:-]{1,255} ([\w./()-]{1,48})(?:\[\d{1,10}\])?: /;

/** Takes off the prefix; a line without one is all message. */
export function readSyslogPrefix(line: string): SyslogLine {
  if (line.startsWith('MESSAGE=')) return { message: line.slice(8) };
  const text = line.replace(priority, '');
  const structured = rfc5424.exec(text);
  if (structured !== null) {
    const [head, date, program] = structured;
    return { time: timeOfText(date), program: nameOf(program), message: behindData(text.slice(head.length)) };
  }
  const dated = isoDate.exec(text);
  const head = dated ?? monthAndDay.exec(text);
  if (head === null) return { message: text };
  const rest = text.slice(head[0].length);
  const said = programFirst.exec(rest) ?? hostFirst.exec(rest);
  const time = dated === null ? {} : { time: timeOfText(dated[1]) };
  return { ...time, program: nameOf(said?.[1]), message: said === null ? rest : rest.slice(said[0].length) };
}

function nameOf(program: string | undefined): string | undefined {
  return program?.toLowerCase();
}

/** Behind `[id name="value"]…`, in which `\]` does not close. */
function behindData(text: string): string {
  if (!text.startsWith('[')) return text.slice(2);
  let quoted = false;
  for (let at = 1; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '"') quoted = !quoted;
    else if (character === ']' && !quoted && text[at + 1] !== '[') return text.slice(at + 1).trimStart();
  }
  return '';
}
