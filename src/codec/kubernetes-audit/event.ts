/**
 * An event of the Kubernetes API server's audit log: who asked for what, from where, and with which answer.
 * Source: https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/. Names of fields are the log's own, dotted, as
 * Sigma's rules for it have them; `hostPath`, `capabilities` and `privileged`, which they ask for wherever in the request
 * they stand, are given without their path, too, and so are the containers' images and commands.
 * Does not see: requests' bodies where the policy logs metadata only; what a container does.
 */
import type { LogEvent } from '../../model/log-event.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/document.ts';
import { type Fields, fieldsOfJson } from '../json-fields/fields.ts';
import { timeOfText } from '../log-lines/time.ts';

const deepest = 16;
const mostFound = 64;
/** Named without their path. Values that are objects count as being there. */
const anywhere = ['hostPath', 'capabilities', 'privileged', 'image', 'command', 'args', 'hostNetwork', 'hostPID'];

/** The event in a line's object; nothing where it is of another kind. */
export function readKubernetesAudit(object: JsonObject, text: string): LogEvent | undefined {
  if (object['kind'] !== 'Event' || !isAuditVersion(object['apiVersion'])) return undefined;
  const fields: Fields = fieldsOfJson(object);
  const request = object['requestObject'];
  if (isObject(request)) Object.assign(fields, foundIn(request));
  const at = object['requestReceivedTimestamp'] ?? object['stageTimestamp'];
  const ms = timeOfText(typeof at === 'string' ? at : undefined);
  return {
    source: { product: 'kubernetes', category: 'application', service: 'audit' },
    ...(ms === undefined ? {} : { time: { ms } }),
    fields,
    text,
  };
}

function isAuditVersion(version: JsonValue | undefined): boolean {
  return typeof version === 'string' && version.startsWith('audit.k8s.io/');
}

function foundIn(request: JsonObject): Fields {
  const found = new Map<string, (string | number | boolean)[]>();
  search(request, 0, found);
  return Object.fromEntries([...found].map(([name, values]) => [name, values.slice(0, mostFound)]));
}

function search(value: JsonValue | undefined, depth: number, found: Map<string, (string | number | boolean)[]>): void {
  if (depth > deepest) return;
  if (Array.isArray(value)) for (const inner of value) search(inner, depth + 1, found);
  if (!isObject(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    if (anywhere.includes(name))
      found.set(name, [...(found.get(name) ?? []), ...plain(inner, depth)].slice(0, mostFound));
    search(inner, depth + 1, found);
  }
}

/** `{"path": "/"}` is `/`; what holds more stands there as JSON. */
function plain(value: JsonValue | undefined, depth: number): (string | number | boolean)[] {
  if (depth > deepest) return [];
  if (Array.isArray(value)) return value.flatMap((inner) => (isObject(inner) ? [] : plain(inner, depth + 1)));
  if (!isObject(value)) return value === null || value === undefined ? [] : [value];
  const path = value['path'];
  return [typeof path === 'string' ? path : isWithin(value, deepest) ? JSON.stringify(value) : '{…}'];
}

/** What nests deeper would take JSON.stringify beyond its stack. */
function isWithin(value: JsonValue | undefined, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isWithin(inner, levels - 1));
}
