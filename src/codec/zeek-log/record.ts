/**
 * One line of a Zeek log, whatever its form: fields by their names. A field that is unset is absent.
 * Source: https://docs.zeek.org/en/master/log-formats.html and the pages of the single logs,
 * https://docs.zeek.org/en/master/logs/index.html.
 */
import { isObject, type JsonObject, type JsonValue } from '../json/document.ts';

/** Logs that tell of single connections, and of what was said, shown and found odd in them. */
export type ZeekPath = 'conn' | 'dns' | 'ssl' | 'http' | 'x509' | 'files' | 'notice' | 'weird' | 'socks';

/** Bytes of a field that are kept: names and agents are shorter, and what is longer is somebody's attempt. */
const longestText = 1_024;
/** Values of a list that are kept. */
const mostValues = 64;

export interface ZeekRecord {
  readonly path: ZeekPath | undefined;
  text(field: string): string | undefined;
  number(field: string): number | undefined;
  flag(field: string): boolean | undefined;
  /** Empty where the field is. */
  list(field: string): readonly string[];
}

/**
 * A record of the JSON form. Its path is what `_path` says, or told by its fields: the plain form leaves it out. Stores
 * that allow no dot in a name write `id_orig_h`, or an object within the object.
 */
export function jsonRecord(object: JsonObject): ZeekRecord {
  const found = (field: string): JsonValue | undefined => {
    const dot = field.indexOf('.');
    const plain = object[field];
    if (dot < 0 || plain !== undefined) return plain;
    const inner = object[field.slice(0, dot)];
    return object[field.replace('.', '_')] ?? (isObject(inner) ? inner[field.slice(dot + 1)] : undefined);
  };
  const text = (field: string): string | undefined => asText(found(field));
  return {
    path: pathNamed(text('_path')) ?? pathByFields((field) => found(field) !== undefined),
    text,
    number(field) {
      const value = found(field);
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
    },
    flag(field) {
      const value = found(field);
      return typeof value === 'boolean' ? value : undefined;
    },
    list(field) {
      const value = found(field);
      if (!Array.isArray(value)) return [];
      return value.slice(0, mostValues).flatMap((entry) => asText(entry) ?? []);
    },
  };
}

function asText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' && value.length <= longestText ? value : undefined;
}

const paths: ReadonlySet<string> = new Set<ZeekPath>([
  'conn',
  'dns',
  'ssl',
  'http',
  'x509',
  'files',
  'notice',
  'weird',
  'socks',
]);

/** The log of this name, also as one of its kind: `conn_long` and `conn_red` hold connections. */
export function pathNamed(name: string | undefined): ZeekPath | undefined {
  if (name?.startsWith('conn_')) return 'conn';
  // A member of the set is a path.
  return name !== undefined && paths.has(name) ? (name as ZeekPath) : undefined;
}

/** Fields that one kind of log has and the others lack. */
const telling: readonly (readonly [ZeekPath, readonly string[]])[] = [
  ['dns', ['query', 'qtype', 'qtype_name', 'rcode_name']],
  ['ssl', ['server_name', 'cipher', 'ssl_history', 'ja3', 'cert_chain_fps']],
  ['http', ['host', 'user_agent', 'status_code', 'trans_depth']],
  ['x509', ['certificate.subject', 'certificate.version', 'san.dns']],
  ['notice', ['note']],
  ['weird', ['notice', 'addl']],
  ['files', ['fuid', 'seen_bytes']],
  ['socks', ['request.host', 'request.name', 'request_p']],
  ['conn', ['conn_state', 'orig_bytes', 'history']],
];

function pathByFields(has: (field: string) => boolean): ZeekPath | undefined {
  return telling.find(([, fields]) => fields.some(has))?.[0];
}
