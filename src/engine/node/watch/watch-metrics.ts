/** What a watch counts. */
import { stages } from '../../../model/ladder.ts';
import { type Histogram, Metrics } from '../../watch/metrics.ts';

export const metricNames = {
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

export function watchMetrics(outboxes: readonly string[]): { readonly metrics: Metrics; readonly latency: Histogram } {
  const metrics = new Metrics();
  const name = metricNames;
  const to = outboxes.map((outbox) => ({ to: outbox }));
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
  const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];
  return { metrics, latency: metrics.histogram(name.latency, 'from reading to the alert being told', bounds) };
}
