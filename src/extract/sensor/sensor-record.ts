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

/** `address:port` without its port. */
export function addressOf(endpoint: string): string {
  if (endpoint.startsWith('[')) return endpoint.slice(1, endpoint.indexOf(']'));
  const colon = endpoint.indexOf(':');
  return colon >= 0 && colon === endpoint.lastIndexOf(':') ? endpoint.slice(0, colon) : endpoint;
}

/** The port of `address:port`. */
export function portOf(endpoint: string): number | undefined {
  const port = /^(?:\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(endpoint)?.[1];
  return port === undefined ? undefined : Number(port);
}
