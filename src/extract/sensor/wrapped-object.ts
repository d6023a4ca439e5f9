/**
 * A sensor's record in what carried it: Filebeat and Elastic keep the line in `message` or `event.original` and put the
 * object into `_source`, Splunk keeps the line in `_raw` of a `result`, containers' loggers in `log`.
 * Sources: https://www.elastic.co/guide/en/ecs/current/ecs-base.html (message),
 * https://www.elastic.co/guide/en/ecs/current/ecs-event.html (event.original),
 * https://help.splunk.com/splunk-enterprise/search/search-manual/9.0/export-search-results/export-data-using-the-splunk-rest-api,
 * https://docs.docker.com/engine/logging/drivers/json-file/.
 * Does not see: records whose fields were renamed on the way (ECS: `source.ip`), and exports that are one array.
 */
import { isObject, type JsonObject, type JsonValue, parseDocument } from '../../codec/json/document.ts';

/** Wrappings within each other. */
const deepest = 4;
const longestText = 64 * 1024;
const utf8 = new TextEncoder();

/** An object and the text that it was read from. */
export interface FoundObject {
  readonly object: JsonObject;
  readonly text: string;
}

/** The first object, from outside in, that is the sensor's own. */
export function ownObject(found: FoundObject, isOwn: (object: JsonObject) => boolean): FoundObject | undefined {
  let within: FoundObject | undefined = found;
  for (let depth = 0; within !== undefined && depth < deepest; depth++) {
    if (isOwn(within.object)) return within;
    within = carriedIn(within);
  }
  return undefined;
}

function carriedIn({ object, text }: FoundObject): FoundObject | undefined {
  for (const inner of [object['_source'], object['result']]) if (isObject(inner)) return { object: inner, text };
  const event = object['event'];
  const original = isObject(event) ? event['original'] : undefined;
  for (const line of [original, object['event.original'], object['message'], object['_raw'], object['log']]) {
    const inner = objectOf(line);
    if (inner) return inner;
  }
  return undefined;
}

function objectOf(line: JsonValue | undefined): FoundObject | undefined {
  if (typeof line !== 'string' || line.length > longestText || !line.includes('{')) return undefined;
  const bytes = utf8.encode(line.slice(line.indexOf('{')));
  const value = parseDocument(bytes, 0, bytes.length);
  return isObject(value) ? { object: value, text: line } : undefined;
}
