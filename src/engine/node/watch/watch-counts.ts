/** What a watch counts, for Prometheus and for its summary. */
import type { Tape } from '../../../gather/follow/tape.ts';
import type { Alert, WatchSummary } from '../../../model/alert.ts';
import { stages } from '../../../model/ladder.ts';
import type { Turn } from '../../watch/desk.ts';
import type { Incidents } from '../../watch/incidents.ts';
import { type Histogram, Metrics } from '../../watch/metrics.ts';
import type { Outbox } from './outbox.ts';

const metricNames = {
  bytes: 'davylamp_watch_bytes_total',
  lines: 'davylamp_watch_lines_total',
  packets: 'davylamp_watch_packets_total',
  reread: 'davylamp_watch_reread_bytes_total',
  alerts: 'davylamp_watch_alerts_total',
  suppressed: 'davylamp_watch_suppressed_total',
  gaps: 'davylamp_watch_gaps_total',
  dropped: 'davylamp_watch_dropped_total',
  undelivered: 'davylamp_watch_undelivered_total',
  queued: 'davylamp_watch_queued',
  lag: 'davylamp_watch_lag_bytes',
  sources: 'davylamp_watch_sources',
  latency: 'davylamp_watch_alert_seconds',
} as const;

/** Seconds. */
const latencies = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];
/** Incidents that a summary names. */
const mostNamed = 100;

export class WatchCounts {
  readonly metrics: Metrics = new Metrics();
  readonly #latency: Histogram;
  readonly #outboxes: readonly Outbox[];
  readonly #started = new Date();

  constructor(outboxes: readonly Outbox[]) {
    this.#outboxes = outboxes;
    const { metrics } = this;
    const name = metricNames;
    const to = outboxes.map((outbox) => ({ to: outbox.name }));
    metrics.declare(name.bytes, 'counter', 'bytes examined', {});
    metrics.declare(name.lines, 'counter', 'lines (events) examined', {});
    metrics.declare(name.packets, 'counter', 'packets of captures examined', {});
    metrics.declare(name.reread, 'counter', 'bytes read once more after a restart', {});
    metrics.declare(name.alerts, 'counter', 'alerts told', ...stages.map((stage) => ({ stage })));
    metrics.declare(name.suppressed, 'counter', 'times that something new spoke for what had been told', {});
    metrics.declare(name.gaps, 'counter', 'things that could not be looked at', {});
    metrics.declare(name.dropped, 'counter', 'pieces that were read and not examined; always 0', {});
    metrics.declare(name.undelivered, 'counter', 'alerts given up after all tries', ...to);
    metrics.declare(name.queued, 'gauge', 'alerts waiting to be taken', ...to);
    metrics.declare(name.lag, 'gauge', 'bytes that are there and were not read yet');
    metrics.declare(name.sources, 'gauge', 'files and connections that are read', {});
    this.#latency = metrics.histogram(name.latency, 'from reading to the alert being told', latencies);
  }

  /** @param bytes that were read for the first time */
  took({ lots, lines, packets }: Turn, bytes: number): void {
    this.metrics.add(metricNames.bytes, bytes);
    this.metrics.add(metricNames.lines, lines);
    this.metrics.add(metricNames.packets, packets);
    for (const { examined } of lots) this.metrics.add(metricNames.gaps, examined.gaps.length);
  }

  tookAgain(bytes: number): void {
    this.metrics.add(metricNames.reread, bytes);
  }

  /** @param ms since what it rests on was read */
  told({ stage }: Alert, ms: number): void {
    this.metrics.add(metricNames.alerts, 1, { stage });
    this.#latency.observe(ms / 1000);
  }

  /** Brings up to date what is not counted as it happens. */
  measure(tapes: readonly Tape[], suppressed: number): void {
    const { metrics } = this;
    metrics.set(metricNames.suppressed, suppressed);
    metrics.set(metricNames.sources, tapes.length);
    metrics.clear(metricNames.lag);
    for (const tape of tapes) metrics.set(metricNames.lag, tape.lag(), { source: tape.name });
    for (const { name, waiting, lost } of this.#outboxes) {
      metrics.set(metricNames.queued, waiting, { to: name });
      metrics.set(metricNames.undelivered, lost, { to: name });
    }
  }

  summary(incidents: Incidents): WatchSummary {
    const value = (name: string): number => this.metrics.value(name);
    const told = stages.map((stage) => [stage, this.metrics.value(metricNames.alerts, { stage })] as const);
    return {
      type: 'summary',
      schema: 1,
      time: new Date().toISOString(),
      started: this.#started.toISOString(),
      bytes: value(metricNames.bytes),
      lines: value(metricNames.lines),
      packets: value(metricNames.packets),
      // Every stage stands there; the type of fromEntries does not say so.
      alerts: Object.fromEntries(told) as WatchSummary['alerts'],
      suppressed: incidents.suppressed,
      gaps: value(metricNames.gaps),
      open: incidents.worst(mostNamed).map(({ told: _, toldAt: __, first, last, ...incident }) => ({
        ...incident,
        first: new Date(first).toISOString(),
        last: new Date(last).toISOString(),
      })),
    };
  }
}
