/**
 * Access logs of gateways with columns of their own: Envoy, Amazon's load balancers, uvicorn. Source:
 * codec/access-log/gateway.
 * Does not see: formats of one's own.
 */
import { readGatewayLine } from '../../codec/access-log/gateway.ts';
import { latin1 } from '../../codec/latin1/latin1.ts';
import { mostLinesAre } from '../../codec/log-lines/likeness.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { LineLog } from './line-log.ts';

/** `[`, `2`; http, ws and grpc; DEBUG, ERROR, INFO, WARNING: most files are done with here. */
const firstBytes = [0x5b, 0x32, 0x68, 0x77, 0x67, 0x44, 0x45, 0x49, 0x57];
/** How a line begins: `[2026-`, `https 2026-`, `2026-11-23T`, `INFO:  `. */
const begins = /^(?:\[20\d\d-|[a-z\d]{2,5} 20\d\d-|20\d\d-\d\d-\d\dT|[A-Z]{4,8}: {2})/;

export const gatewayLog: LogFormat = defineLogFormat({
  id: 'gateway-log',
  title: 'Access logs of gateways: Envoy, Amazon’s load balancers, uvicorn',
  sources: [{ category: 'webserver' }],
  accepts: (head) =>
    firstBytes.includes(head[0] ?? 0) &&
    begins.test(latin1(head.subarray(0, 16))) &&
    // uvicorn's first lines tell of its start.
    mostLinesAre(head, (line) => /^INFO: {5}\S/.test(line) || readGatewayLine(line) !== undefined),
  open: (beginning) =>
    new LineLog({ id: 'gateway-log', tells: ['web-requests'] }, { read: readGatewayLine }, beginning),
});
