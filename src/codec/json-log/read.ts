/**
 * Objects of logs that hold one JSON object a line: requests, as Caddy, Traefik, Envoy, Cloudflare, Google's load balancer
 * and nginx with a log_format of people's own write them; and what applications say (zap, slog, logstash, pino, bunyan,
 * PostgreSQL's jsonlog, MongoDB).
 * Sources: https://caddyserver.com/docs/caddyfile/directives/log; https://doc.traefik.io/traefik/observability/access-logs/;
 * https://www.postgresql.org/docs/current/runtime-config-logging.html; the loggers' documentation.
 * Does not see: names of one's own that are none of these; objects over several lines.
 */
import type { LogEvent, LogSource, LogTime } from '../../model/log-event.ts';
import { addNumber, addRequest, addTarget, addText, type Fields } from '../access-log/request.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/document.ts';
import { timeIn } from './time.ts';

/** Names of one thing, the most telling first; a dot goes into an object. */
type Names = readonly string[];

const requestNames = {
  client: [
    ...['request.client_ip', 'request.remote_ip', 'ClientHost', 'ClientIP', 'httpRequest.remoteIp', 'remote_addr'],
    ...[
      'remote_ip',
      'client_ip',
      'clientip',
      'remote_host',
      'downstream_remote_address',
      'ClientAddr',
      'remoteAddress',
    ],
  ],
  method: [
    ...['request.method', 'RequestMethod', 'ClientRequestMethod', 'httpRequest.requestMethod', 'request_method'],
    ...['method', 'verb', 'req.method'],
  ],
  target: [
    ...['request.uri', 'RequestPath', 'ClientRequestURI', 'httpRequest.requestUrl', 'request_uri', 'req.url', 'uri'],
    ...['path', 'url'],
  ],
  query: ['query_string', 'query', 'args'],
  line: ['request', 'request_line'],
  status: ['status', 'DownstreamStatus', 'EdgeResponseStatus', 'httpRequest.status', 'response_code', 'res.statusCode'],
  bytes: ['size', 'DownstreamContentSize', 'body_bytes_sent', 'bytes_sent', 'EdgeResponseBytes', 'bytes'],
  host: [
    ...['request.host', 'RequestHost', 'ClientRequestHost', 'http_host', 'authority', 'host', 'server_name', 'vhost'],
    'domain',
  ],
  agent: [
    ...['request.headers.User-Agent', 'request_User-Agent', 'ClientRequestUserAgent', 'httpRequest.userAgent'],
    ...['http_user_agent', 'user_agent', 'req.headers.user-agent', 'agent', 'ua'],
  ],
  referer: ['request.headers.Referer', 'request_Referer', 'http_referer', 'referer', 'referrer', 'httpRequest.referer'],
  user: ['user_id', 'ClientUsername', 'remote_user'],
  forwarded: ['request.headers.X-Forwarded-For', 'http_x_forwarded_for', 'x_forwarded_for', 'xff'],
} as const satisfies Readonly<Record<string, Names>>;

const times: Names = [
  ...['@timestamp', 'timestamp', 'ts', 'time', 'StartUTC', 'EdgeStartTimestamp', 'start_time', 'time_iso8601'],
  ...['time_local', 'msec', 't.$date', 't', 'date', 'datetime', 'asctime'],
];
const levels: Names = ['error_severity', 'level', 'severity', 'log.level', '@level', 'levelname', 'lvl', 's'];
const messages: Names = ['message', 'msg', '@message', 'event'];
const loggers: Names = ['logger', 'logger_name', 'log.logger', 'name', 'module', '@module', 'caller', 'c'];

/** Fields of an application's record that are told, by their own names. */
const mostFields = 48;

/** @param writer what wrote the log, where its objects do not say */
export function readLogObject(object: JsonObject, text: string, writer: LogSource): LogEvent | undefined {
  const time = timeIn(firstValue(object, times));
  const fields: Fields = {};
  const told = time === undefined ? {} : { time };
  if (addAccess(fields, object)) return { source: serverOf(object), ...told, fields, text };
  if (!addRecord(fields, object, time)) return undefined;
  return { source: applicationOf(object) ?? writer, ...told, fields, text };
}

/** Adds a request; false where the object is none: a method, its target and how it was answered are needed. */
function addAccess(fields: Fields, object: JsonObject): boolean {
  const told = (name: keyof typeof requestNames): string | undefined => textAt(object, requestNames[name]);
  const [method, target, line, status] = [told('method'), told('target'), told('line'), told('status')];
  const whole = line !== undefined && /^\S{2,32} \S/.test(line) ? line : undefined;
  if (status === undefined || (whole === undefined && (method === undefined || target === undefined))) return false;
  if (whole !== undefined) addRequest(fields, whole);
  else if (method !== undefined && target !== undefined) {
    fields['cs-method'] = method;
    addTarget(fields, method, withQuery(target, told('query')));
  }
  addText(fields, 'c-ip', told('client')?.replace(/^((?:\d{1,3}\.){3}\d{1,3}):\d{1,5}$/, '$1'));
  addText(fields, 'cs-username', told('user'));
  addText(fields, 'cs-host', told('host'));
  addNumber(fields, 'sc-status', status);
  addNumber(fields, 'sc-bytes', told('bytes'));
  addText(fields, 'cs-referer', told('referer'));
  addText(fields, 'cs-user-agent', told('agent'));
  addText(fields, 'x-forwarded-for', told('forwarded'));
  return true;
}

function withQuery(target: string, query: string | undefined): string {
  return query === undefined || query === '' || query === '-' || target.includes('?') ? target : `${target}?${query}`;
}

function serverOf(object: JsonObject): LogSource {
  const category = 'webserver';
  const logger = object['logger'];
  if (typeof logger === 'string' && logger.startsWith('http.log')) return { category, service: 'caddy' };
  if ('RequestMethod' in object && 'ClientHost' in object) return { category, service: 'traefik' };
  if ('ClientRequestMethod' in object) return { category, service: 'cloudflare' };
  if ('downstream_remote_address' in object) return { category, service: 'envoy' };
  return 'remote_addr' in object ? { category, service: 'nginx' } : { category };
}

/** Adds what an application says; false without a time or a level: any object could be a message then. */
function addRecord(fields: Fields, object: JsonObject, time: LogTime | undefined): boolean {
  const level = textAt(object, levels);
  const message = textAt(object, messages);
  if (time === undefined || level === undefined || message === undefined) return false;
  fields['level'] = level;
  fields['message'] = message;
  addText(fields, 'logger', textAt(object, loggers));
  let left = mostFields;
  for (const [name, value] of Object.entries(object)) {
    if (name in fields || value === undefined || isObject(value) || Array.isArray(value)) continue;
    if (left-- === 0) break;
    // What is neither an object nor a list is a value of a log.
    fields[name] = value;
  }
  return true;
}

function applicationOf(object: JsonObject): LogSource | undefined {
  if ('error_severity' in object) return { category: 'application', product: 'sql', service: 'postgresql' };
  if (isObject(object['t']) && 'ctx' in object) return { category: 'application', service: 'mongodb' };
  return undefined;
}

function textAt(object: JsonObject, names: Names): string | undefined {
  const value = firstValue(object, names);
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined;
}

/** The first value under one of the names that is one value, or a list of them. */
function firstValue(object: JsonObject, names: Names): JsonValue | undefined {
  for (const name of names) {
    const value = Object.hasOwn(object, name) ? object[name] : name.includes('.') ? within(object, name) : undefined;
    const [first] = Array.isArray(value) ? value : [value];
    if (first !== undefined && first !== null && !isObject(first)) return first;
  }
  return undefined;
}

/** `request.method`. The last part may hold dots of its own. */
function within(object: JsonObject, path: string): JsonValue | undefined {
  let at: JsonValue | undefined = object;
  for (const part of path.split('.')) {
    if (!isObject(at) || !Object.hasOwn(at, part)) return undefined;
    at = at[part];
  }
  return at;
}
