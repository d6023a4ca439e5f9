/**
 * An event of Sysmon for Linux: one line of XML, which it hands to syslog and journald.
 * Source: https://github.com/microsoft/SysmonForLinux (README, "Output"), and the event's schema of Windows:
 * https://learn.microsoft.com/windows/win32/wes/eventschema-schema. Names of fields are those of Sysmon for Windows.
 * Does not see: attributes, which hold only ids of threads and processes of Sysmon itself.
 */
import { timeOfText } from '../log-lines/time.ts';
import { sysmonCategories } from '../sysmon/categories.ts';

export interface SysmonEvent {
  readonly eventId: number;
  /** Sigma's category, where its taxonomy has one. */
  readonly category?: string;
  /** Milliseconds since 1970. */
  readonly ms?: number;
  readonly machine?: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Sysmon's events have a few dozen. */
const mostFields = 128;

/** The event in a message; nothing where it holds none. */
export function readSysmonEvent(message: string): SysmonEvent | undefined {
  if (!message.startsWith('<Event') && !message.startsWith('<Linux-Sysmon')) return undefined;
  const eventId = Number(/<EventID>(\d{1,5})<\/EventID>/.exec(message)?.[1] ?? Number.NaN);
  if (!Number.isInteger(eventId)) return undefined;
  const category = sysmonCategories[eventId]?.[0];
  // Nine digits of a second; JavaScript's clock has three.
  const ms = timeOfText(/<TimeCreated SystemTime="([^"]{20,40})"/.exec(message)?.[1]);
  const machine = /<Computer>([^<]{1,255})</.exec(message)?.[1];
  return {
    eventId,
    ...(category === undefined ? {} : { category }),
    ...(ms === undefined ? {} : { ms }),
    ...(machine === undefined ? {} : { machine: plain(machine) }),
    fields: dataOf(message),
  };
}

/** `<Data Name="Image">/usr/bin/x</Data>` */
function dataOf(message: string): Record<string, string> {
  const fields: Record<string, string> = {};
  const opening = '<Data Name="';
  let left = mostFields;
  for (let at = message.indexOf(opening); at >= 0 && left-- > 0; at = message.indexOf(opening, at)) {
    const name = at + opening.length;
    const nameEnd = message.indexOf('"', name);
    const value = message.indexOf('>', nameEnd) + 1;
    const valueEnd = message.indexOf('<', value);
    if (nameEnd < 0 || value === 0 || valueEnd < 0) break;
    fields[message.slice(name, nameEnd)] = plain(message.slice(value, valueEnd));
    at = valueEnd;
  }
  return fields;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
  ['&quot;', '"'],
  ['&apos;', "'"],
]);

function plain(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:lt|gt|amp|quot|apos);/g, (entity) => entities.get(entity) ?? entity);
}
