/** `GET /metrics` for Prometheus, and nothing else. */
import { createServer, type Server } from 'node:http';
import type { Metrics } from '../../watch/metrics.ts';

/** Listens; rejects where that is not possible. `refresh` brings gauges up to date before each answer. */
export function serveMetrics(host: string, port: number, metrics: Metrics, refresh: () => void): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    refresh();
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(metrics.render());
  });
  server.maxConnections = 16;
  server.requestTimeout = 10_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
