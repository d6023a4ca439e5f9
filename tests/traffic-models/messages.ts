/** Packets of one conversation as messages: bursts of payload in one direction without a pause. */
import { burstMs, type Message } from '../../src/decode/capture/message-rhythm.ts';

/** Payload on its way at one moment. */
export interface Packet {
  readonly from: 'client' | 'server';
  /** Milliseconds. */
  readonly time: number;
  readonly bytes: number;
}

/** Packets in the order of their times. */
export function messagesOf(packets: Iterable<Packet>): Message[] {
  const messages: Message[] = [];
  for (const { from, time, bytes } of packets) {
    const fromClient = from === 'client';
    const open = messages.at(-1);
    if (open !== undefined && open.fromClient === fromClient && time - open.end < burstMs)
      messages[messages.length - 1] = { ...open, end: time, bytes: open.bytes + bytes };
    else messages.push({ fromClient, begin: time, end: time, bytes });
  }
  return messages;
}
