/** One line of a sensor's log, as an observation would say it: what all of them have in common. */
import type { FlowCadence, HttpRequest, NameLookup, SensorAlert, TlsHandshake } from '../../model/network-payloads.ts';

interface Payloads {
  readonly 'name-lookup': NameLookup;
  readonly 'tls-handshake': TlsHandshake;
  readonly 'http-request': HttpRequest;
  readonly 'flow-cadence': FlowCadence;
  readonly 'sensor-alert': SensorAlert;
}

export type SensorKind = keyof Payloads;

export const sensorKinds: readonly SensorKind[] = [
  'name-lookup',
  'tls-handshake',
  'http-request',
  'flow-cadence',
  'sensor-alert',
];

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

/** The fields that are there. A payload leaves out what is absent. */
export function present<T extends object>(fields: { [P in keyof T]: T[P] | undefined }): T {
  // Every field that is left has its type.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
