/**
 * Records of a Jupyter server's log, and of other programs on Tornado: `[I 2026-11-23 16:31:56.123 ServerApp] message`.
 * A request says how it was answered, by whom it came and how long it took; terminals and kernels are named as they open.
 * Source: https://jupyter-server.readthedocs.io (log_format `[%(levelname)1.1s %(asctime)s.%(msecs).03d %(name)s]`),
 * https://www.tornadoweb.org/en/stable/log.html.
 *
 *     [I 2026-11-23 16:31:56.123 ServerApp] 200 POST /api/terminals (192.0.2.10) 5.21ms
 *
 * Does not see: the zone; the day where the server writes the hour alone; what was typed.
 */
import type { LogEvent, LogSource, LogTime } from '../../model/log-event.ts';
import { addNumber, addTarget, addText, type Fields } from '../access-log/request.ts';
import { stampOf } from '../application-log/stamp.ts';

const source: LogSource = { category: 'application', product: 'python', service: 'jupyter' };
const head =
  /^\[([DIWEC]) (?:(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:[.,]\d{3})?)|(\d{6} )?\d\d:\d\d:\d\d(?:\.\d{3})?) ([\w.:-]{1,64})\] /;
const request = /^(\d{3}) ([A-Z]{3,8}) (\S{1,8192}) \((?:([^)@]{0,64})@)?([^)]{1,255})\) ([\d.]{1,12})ms/;
const levels: Readonly<Record<string, string>> = {
  D: 'DEBUG',
  I: 'INFO',
  W: 'WARNING',
  E: 'ERROR',
  C: 'CRITICAL',
};

export function readJupyterRecord(text: string): LogEvent | undefined {
  const [whole, letter = '', moment, , logger] = head.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const said = text.slice(whole.length);
  const fields: Fields = {};
  addText(fields, 'level', levels[letter]);
  addText(fields, 'logger', logger);
  addText(fields, 'message', said);
  addRequest(fields, said);
  const time: LogTime | undefined = moment === undefined ? undefined : stampOf(moment)?.time;
  return { source, ...(time ? { time } : {}), fields, text };
}

function addRequest(fields: Fields, said: string): void {
  const [, status, method = '', target, user, client] = request.exec(said) ?? [];
  if (target === undefined) return;
  addNumber(fields, 'sc-status', status);
  addText(fields, 'cs-method', method);
  addTarget(fields, method, target);
  addText(fields, 'cs-username', user);
  addText(fields, 'c-ip', client);
}
