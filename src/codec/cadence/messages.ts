/**
 * Packets of one conversation as messages: a burst of payload in one direction without a pause. What a program wrote at
 * once comes as one message, however the network cut it; so sizes and turns can be compared without reading anything.
 * Source: our definition, that of `rhythmSchema` (model/network-payloads.ts).
 * Does not see: two things said within a pause of each other, which count as one.
 */

/** Payload on its way at one moment: a packet, or a segment of a stream. */
export interface Packet {
  readonly from: 'client' | 'server';
  /** Milliseconds since 1970, with a fraction. */
  readonly time: number;
  readonly bytes: number;
}

export interface Message {
  readonly from: 'client' | 'server';
  /** Milliseconds since 1970, of its first and its last packet. */
  readonly start: number;
  readonly end: number;
  readonly bytes: number;
}

/** Milliseconds without payload that end a message. */
export const pauseMs = 200;

/** Packets in the order in which they were captured; empty ones are passed over. */
export function messagesOf(packets: Iterable<Packet>): Message[] {
  const messages: Message[] = [];
  let open: Message | undefined;
  for (const { from, time, bytes } of packets) {
    if (bytes <= 0) continue;
    if (open !== undefined && open.from === from && time - open.end < pauseMs) {
      // A clock that was set back makes no message end before it began.
      open = { from, start: open.start, end: Math.max(open.end, time), bytes: open.bytes + bytes };
      continue;
    }
    if (open !== undefined) messages.push(open);
    open = { from, start: time, end: time, bytes };
  }
  if (open !== undefined) messages.push(open);
  return messages;
}
