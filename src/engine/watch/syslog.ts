/**
 * An alert as a syslog message. Source: RFC 5424 (the message), RFC 6587 3.4.1 (octet counting on streams).
 * The message is the alert's JSON; its id, stage, machine and account stand in structured data, too, under the private
 * enterprise number that RFC 5612 reserves for examples, since we have none.
 */
import type { Alert } from '../../model/alert.ts';

/** local0; RFC 5424 6.2.1. */
const facility = 16;
const severities = { active: 2, configured: 3, capability: 4, mention: 5 } as const;
/** Bytes that every receiver of datagrams must take are 480; 2,048 it should; loopback and most take far more. */
export const longestDatagram = 8_192;

export interface SyslogSender {
  /** RFC 5424 6.2.4: printable ASCII without spaces. */
  readonly host: string;
  readonly process: number;
}

/** @param json the alert in one line, without its end */
export function syslogMessage(alert: Alert, json: string, { host, process }: SyslogSender): string {
  const priority = facility * 8 + severities[alert.stage];
  const data = Object.entries({ id: alert.id, stage: alert.stage, machine: alert.machine, account: alert.account })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${parameter(value)}"`]))
    .join(' ');
  return `<${priority}>1 ${alert.time} ${word(host, 255)} davylamp ${process} alert [davylamp@32473 ${data}] ${json}`;
}

/** RFC 6587: how many bytes follow, then the message. */
export function framed(message: string): Uint8Array {
  const bytes = new TextEncoder().encode(message);
  const head = new TextEncoder().encode(`${bytes.length} `);
  const whole = new Uint8Array(head.length + bytes.length);
  whole.set(head);
  whole.set(bytes, head.length);
  return whole;
}

/**
 * RFC 5424 6.3.3: three characters are escaped within a value. Control characters are taken out: whoever made up a login
 * with a line end in it would write lines of his own into the log of a receiver that cuts there.
 */
function parameter(value: string): string {
  return value
    .slice(0, 256)
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/["\\\]]/g, (character) => `\\${character}`);
}

function word(text: string, most: number): string {
  return text.replace(/[^!-~]/g, '').slice(0, most) || '-';
}
