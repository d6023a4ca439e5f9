/**
 * One event of Suricata's EVE log: who spoke with whom, and the part that its type names.
 * Source: https://docs.suricata.io/en/latest/output/eve/eve-json-format.html; how DNS is written since Suricata 8:
 * https://docs.suricata.io/en/latest/upgrade/8.0-dns-logging-changes.html.
 */
import { isObject, type JsonObject, type JsonValue, textOf } from '../json/document.ts';
import { timeOfText } from '../log-lines/time.ts';

const longestText = 1_024;
const mostValues = 64;

/** An address and its port, as an event writes them. */
export interface EveSide {
  readonly address: string;
  readonly port?: number;
}

export interface EveEvent {
  readonly type: string;
  /** The same for all events of one flow; digits, as they stand there: they may be more than a number holds. */
  readonly flow?: string;
  /** Milliseconds since 1970. */
  readonly time?: number;
  readonly source?: EveSide;
  readonly destination?: EveSide;
  /** Small letters. */
  readonly protocol?: string;
  /** The part of this name; empty where there is none. */
  part(name: string): EvePart;
  text(name: string): string | undefined;
}

/** A part of an event. */
export interface EvePart {
  readonly exists: boolean;
  text(name: string): string | undefined;
  count(name: string): number | undefined;
  /** Texts of a list, or the one that stands in its place. */
  texts(name: string): readonly string[];
  part(name: string): EvePart;
  parts(name: string): readonly EvePart[];
}

/** The event in an object; nothing where it is another tool's. */
export function readEvent(object: JsonObject, line: string): EveEvent | undefined {
  const own = partOf(object);
  const type = own.text('event_type');
  if (type === undefined) return undefined;
  const flow = /"flow_id"\s?:\s?"?(\d{1,20})\b/.exec(line)?.[1];
  const time = timeOfText(own.text('timestamp'));
  const source = sideOf(own, 'src_ip', 'src_port');
  const destination = sideOf(own, 'dest_ip', 'dest_port');
  const protocol = own.text('proto')?.toLowerCase();
  return {
    type,
    ...(flow === undefined ? {} : { flow }),
    ...(time === undefined ? {} : { time }),
    ...(source ? { source } : {}),
    ...(destination ? { destination } : {}),
    ...(protocol === undefined ? {} : { protocol }),
    part: own.part,
    text: own.text,
  };
}

/** The side of an object whose address and port have these names. */
export function sideOf(part: EvePart, address: string, port: string): EveSide | undefined {
  const text = part.text(address);
  const number = part.count(port);
  if (text === undefined || text.length > 45) return undefined;
  return { address: text, ...(number !== undefined && number > 0 && number < 65_536 ? { port: number } : {}) };
}

const nothing: JsonObject = {};

function partOf(value: JsonValue | undefined): EvePart {
  const object = isObject(value) ? value : nothing;
  return {
    exists: object !== nothing,
    text: (name) => {
      const found = object[name];
      return typeof found === 'number' ? String(found) : textOf(found, longestText);
    },
    count: (name) => {
      const found = object[name];
      return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : undefined;
    },
    texts: (name) => listOf(object[name]).flatMap((entry) => textOf(entry, longestText) ?? []),
    part: (name) => partOf(object[name]),
    parts: (name) => listOf(object[name]).map(partOf),
  };
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.slice(0, mostValues) : [value];
}
