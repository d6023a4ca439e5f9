/**
 * Network captures to the TCP conversations in which the sieve found something, to those that go on for long with few
 * words though nothing was found in them, to DNS messages that ask for a pool's name, and to single packets outside TCP.
 * Source: the codecs in src/codec/network name theirs.
 * Does not see: inside TLS; a hit that lies across the borders of longer segments (docs/decisions/0003-captures.md);
 * the cadence of UDP (QUIC).
 */
import { isCapture } from '../../codec/network/capture.ts';
import { defineDecoder, type StreamDecoder } from '../../model/units.ts';
import { CaptureWalk } from './capture-walk.ts';
import { conversationBounds } from './conversations.ts';

export const tcpStreams: StreamDecoder = defineDecoder({
  id: 'tcp-streams',
  title: 'TCP conversations of network captures (pcap, pcapng)',
  mode: 'stream',
  kind: 'capture',
  accepts: isCapture,
  open: ({ limits }) => new CaptureWalk({ bounds: { ...conversationBounds, streams: limits.children } }),
});
