/**
 * One line of the access log of a gateway whose columns are its own: Envoy (Istio), Amazon's load balancers, uvicorn.
 * Sources: https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage (default format);
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html;
 * https://www.uvicorn.org/settings/#logging.
 *
 *     [2026-11-23T16:31:56.123Z] "GET /x HTTP/1.1" 200 - 0 11 3 2 "192.0.2.10" "Browser/1" "id" "www.example.com" "10.0.0.1:80"
 *     https 2026-11-23T16:31:56.123Z app/web/1 192.0.2.10:51234 10.0.0.1:80 0.0 0.1 0.0 200 200 34 366 "GET https://…" "Browser/1"
 *     INFO:     192.0.2.10:51234 - "POST /x HTTP/1.1" 200 OK
 *
 * Does not see: the time of uvicorn's lines, which have none.
 */
import type { LogEvent, LogSource, LogTime } from '../../model/log-event.ts';
import { stampOf } from '../application-log/stamp.ts';
import { addNumber, addRequest, addText, type Fields, isRequestLine } from './request.ts';
import { type Word, wordsOf } from './words.ts';

const category = 'webserver';

export function readGatewayLine(line: string): LogEvent | undefined {
  const first = line.charAt(0);
  if (first === '[') return readEnvoy(line);
  return /^[A-Z]{4,8}: /.test(line) ? readUvicorn(line) : readAmazon(line);
}

function readEnvoy(line: string): LogEvent | undefined {
  const stamp = stampOf(line.slice(1, 40));
  if (stamp === undefined || !line.startsWith('] "', stamp.end + 1)) return undefined;
  const words = wordsOf(line, stamp.end + 2);
  const [request, status] = words;
  if (request === undefined || !isRequestLine(request.text)) return undefined;
  const fields: Fields = {};
  addRequest(fields, request.text);
  addNumber(fields, 'sc-status', status?.text);
  // Newer versions add columns in the middle; the last five in quotes have stayed.
  const [forwarded, agent, , host] = quoted(words).slice(-5);
  addText(fields, 'c-ip', forwarded?.split(',')[0]);
  addText(fields, 'x-forwarded-for', forwarded);
  addText(fields, 'cs-user-agent', agent);
  addText(fields, 'cs-host', host);
  return eventOf({ category, service: 'envoy' }, stamp.time, fields, line);
}

function quoted(words: readonly Word[]): string[] {
  return words.filter((word) => word.quoted).map(({ text }) => text);
}

const protocol = /^(?:https?|h2|grpcs?|wss?) (?=\d{4}-)/;

/** Application load balancers name the protocol first; classic ones begin with the time and tell the rest alike. */
function readAmazon(line: string): LogEvent | undefined {
  const from = protocol.exec(line)?.[0].length ?? 0;
  const stamp = stampOf(line.slice(from, from + 40));
  if (stamp === undefined) return undefined;
  const words = wordsOf(line, from + stamp.end);
  const at = words.findIndex((word) => word.quoted);
  const request = words[at];
  // name, client, target, three times, two statuses, received, sent
  if (at !== 10 || request === undefined || !isRequestLine(request.text)) return undefined;
  const fields: Fields = {};
  addRequest(fields, request.text);
  addText(fields, 'c-ip', words[1]?.text.replace(/:\d{1,5}$/, ''));
  addNumber(fields, 'sc-status', words[6]?.text);
  addNumber(fields, 'cs-bytes', words[8]?.text);
  addNumber(fields, 'sc-bytes', words[9]?.text);
  addText(fields, 'cs-user-agent', words[at + 1]?.text);
  return eventOf({ category, service: 'amazon-load-balancer' }, stamp.time, fields, line);
}

const uvicorn = /^[A-Z]{4,8}: {2,6}([\w.:[\]]{1,255}):\d{1,5} - "/;

function readUvicorn(line: string): LogEvent | undefined {
  const [head, client] = uvicorn.exec(line) ?? [];
  if (head === undefined) return undefined;
  const [request, status] = wordsOf(line, head.length - 1);
  if (request === undefined || !isRequestLine(request.text)) return undefined;
  const fields: Fields = {};
  addText(fields, 'c-ip', client);
  addRequest(fields, request.text);
  addNumber(fields, 'sc-status', status?.text);
  return eventOf({ category, service: 'uvicorn' }, undefined, fields, line);
}

function eventOf(source: LogSource, time: LogTime | undefined, fields: Fields, text: string): LogEvent {
  return { source, ...(time === undefined ? {} : { time }), fields, text };
}
