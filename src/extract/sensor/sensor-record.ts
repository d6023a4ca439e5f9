/** One line of a sensor's log, as an observation would say it: what all of them have in common. */
import type { FlowCadence, HttpRequest, NameLookup, SensorAlert, TlsHandshake } from '../../model/network-payloads.ts';
import { type ContactKind, contactKinds } from '../../model/traffic-kinds.ts';

export type SensorKind = ContactKind;
export const sensorKinds: readonly SensorKind[] = contactKinds;

interface Payloads {
  readonly 'name-lookup': NameLookup;
  readonly 'tls-handshake': TlsHandshake;
  readonly 'http-request': HttpRequest;
  readonly 'flow-cadence': FlowCadence;
  readonly 'sensor-alert': SensorAlert;
}

/**
 * `time` in milliseconds since 1970. `flow`: the sensor's own name for the conversation, the same in all its records.
 * `certificates`: what the sensor calls the certificates that a record shows or tells of, the server's own first.
 */
export type SensorRecord = {
  [K in SensorKind]: {
    readonly kind: K;
    readonly value: Payloads[K];
    readonly time?: number | undefined;
    readonly flow?: string | undefined;
    readonly certificates?: readonly string[] | undefined;
  };
}[SensorKind];

export type RecordOf<K extends SensorKind> = Extract<SensorRecord, { readonly kind: K }>;

/** A Host header may name a port. */
export function hostAndPort(host: string | undefined): readonly [string | undefined, number | undefined] {
  const parts = /^(\[[^\]]{2,45}\]|[^:]+)(?::(\d{1,5}))?$/.exec(host ?? '');
  if (!parts) return [host?.toLowerCase(), undefined];
  const port = Number(parts[2] ?? 0);
  return [parts[1]?.toLowerCase().replace(/^\[|\]$/g, ''), port > 0 && port < 65_536 ? port : undefined];
}
