/** Fields that records of several Zeek logs have. */
import { timeOfSeconds, timeOfText } from '../../codec/log-lines/time.ts';
import type { ZeekRecord } from '../../codec/zeek-log/record.ts';
import { writeEndpoint } from '../../model/endpoint.ts';

/** Milliseconds since 1970, as all times here. */
export function timeOf(record: ZeekRecord): number | undefined {
  return timeIn(record, 'ts');
}

/** Seconds since 1970 or, in JSON where it was asked for, a date. */
export function timeIn(record: ZeekRecord, field: string): number | undefined {
  return timeOfSeconds(record.number(field)) ?? timeOfText(record.text(field));
}

/** Who spoke with whom, with their ports where there are any; `from` is the client's address alone. */
export function sides(record: ZeekRecord): { client: string; server: string; from: string } | undefined {
  const from = record.text('id.orig_h');
  const to = record.text('id.resp_h');
  if (from === undefined || to === undefined) return undefined;
  const side = (address: string, port: number | undefined): string =>
    port !== undefined && port > 0 && port < 65_536 ? writeEndpoint({ address, port }) : address;
  return { client: side(from, record.number('id.orig_p')), server: side(to, record.number('id.resp_p')), from };
}

/** Nothing where it is below zero or too large to be told. */
export function countOf(record: ZeekRecord, field: string): number | undefined {
  const value = record.number(field);
  return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** A digest of so many digits; nothing where it is another one. */
export function hash(text: string | undefined, digits: number): string | undefined {
  return text?.length === digits && /^[0-9a-f]+$/.test(text) ? text : undefined;
}
