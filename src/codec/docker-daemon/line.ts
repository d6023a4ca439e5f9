/**
 * What Docker's daemon tells: `docker events` as text and JSON, and the daemon's own log (`time="…" level=debug msg="…"`),
 * which names each call of its API where it is set to debug.
 * Sources: https://docs.docker.com/reference/cli/docker/system/events/, https://docs.docker.com/engine/daemon/logs/.
 * Does not see: a container's command, which its events do not hold; who called.
 */
import type { LogEvent } from '../../model/log-event.ts';
import { isObject, type JsonObject } from '../json/document.ts';
import { fieldsOfJson } from '../json-fields/fields.ts';
import { timeOfSeconds, timeOfText } from '../log-lines/time.ts';

const event =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}(?:Z|[+-]\d\d:\d\d)) (container|image|volume|network|daemon|plugin|service|node|secret|config|builder) ([\w-]{1,32}(?:: .{0,4096}?)?) (\S{1,512}) \((.*)\)$/;
const mostPairs = 128;

/** `2026-11-23T16:00:00.123456789Z container create 0f9a… (image=alpine, name=x)` */
export function readDockerEventText(line: string): LogEvent | undefined {
  // Looked at first: what ends so is matched at once, and else every bracket in the line would be tried.
  const parts = line.endsWith(')') ? event.exec(line) : null;
  if (parts === null) return undefined;
  const [, time, type = '', action = '', id = '', attributes = ''] = parts;
  const fields: Record<string, string> = {};
  for (const pair of attributes.split(', ').slice(0, mostPairs)) {
    const equals = pair.indexOf('=');
    if (equals > 0) fields[`Actor.Attributes.${pair.slice(0, equals)}`] = pair.slice(equals + 1);
  }
  return eventOf({ ...fields, Type: type, Action: action, 'Actor.ID': id }, timeOfText(time), 'events', line);
}

export function readDockerEventJson(object: JsonObject, text: string): LogEvent | undefined {
  if (typeof object['Type'] !== 'string' || typeof object['Action'] !== 'string' || !isObject(object['Actor']))
    return undefined;
  const seconds = typeof object['time'] === 'number' ? object['time'] : undefined;
  return eventOf(fieldsOfJson(object), timeOfSeconds(seconds), 'events', text);
}

/** Also containerd's. `Calling POST /v1.41/containers/create` is a request to the API. */
export function readDaemonLine(line: string): LogEvent | undefined {
  if (!line.startsWith('time=')) return undefined;
  const fields = pairsOf(line);
  const { time, msg, level } = fields;
  if (time === undefined || msg === undefined || level === undefined) return undefined;
  const [, method, uri] = /^Calling ([A-Z]{3,7}) (\/\S{1,4096})$/.exec(msg) ?? [
    '',
    fields['method'],
    fields['request-url'] ?? fields['url'],
  ];
  const stem = uri?.split('?')[0];
  const request = method && uri && stem ? { 'cs-method': method, 'c-uri': uri, 'cs-uri-stem': stem } : {};
  return eventOf({ ...fields, ...request, message: msg }, timeOfText(time), 'daemon', line);
}

/** logfmt: `name=value`, the value in quotes with `\"` where it holds a space. */
function pairsOf(line: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  let left = mostPairs;
  for (const [, name = '', quoted, bare] of line.matchAll(/([\w.-]{1,64})=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))/g)) {
    if (left-- === 0) break;
    pairs[name] = bare ?? (quoted ?? '').replace(/\\(["\\])/g, '$1');
  }
  return pairs;
}

function eventOf(fields: LogEvent['fields'], ms: number | undefined, service: string, text: string): LogEvent {
  return { source: { product: 'docker', service }, ...(ms === undefined ? {} : { time: { ms } }), fields, text };
}
