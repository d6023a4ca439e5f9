/**
 * Whether the totals of a flow could be a miner's: TCP, five minutes and more, both sides speaking, and little of it.
 * XMRig takes a job of about 500 bytes every one or two minutes and sends a share of about 250 bytes now and then: 5 to
 * 50 bytes a second with its headers. A thousand leave room for a proxy's fifty miners and for fast coins. Much else is
 * shaped so (MQTT, chat, remote shells): it says that a flow at a pool's port is worth telling, and no more.
 */
import { poolPort } from '../../intel/pool-ports.ts';
import { portOf } from '../../model/endpoint.ts';
import type { FlowCadence } from '../../model/network-payloads.ts';

const leastSeconds = 300;
const leastBytesPerSecond = 1;
const mostBytesPerSecond = 1_000;

export function hasMiningShape(flow: FlowCadence): boolean {
  const { transport, seconds = 0, bytesUp = 0, bytesDown = 0 } = flow;
  if (transport !== 'tcp' || seconds < leastSeconds || bytesUp === 0 || bytesDown === 0) return false;
  const rate = (bytesUp + bytesDown) / seconds;
  return rate >= leastBytesPerSecond && rate <= mostBytesPerSecond;
}

/** A flow of that shape to a port at which pools listen. */
export function looksLikePoolFlow(flow: FlowCadence): boolean {
  const port = portOf(flow.server);
  return port !== undefined && poolPort(port) !== undefined && hasMiningShape(flow);
}
