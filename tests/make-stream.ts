/** Builds a reassembled conversation from its lines, as the capture decoder would hand it on. */
import type { Segment, Stream } from '../src/model/stream.ts';

/** One segment; text is taken as UTF-8. */
export interface Said {
  readonly from: 'client' | 'server';
  readonly text: string | Uint8Array;
  /** Milliseconds since 1970; seconds are counted up where it is absent. */
  readonly time?: number;
  readonly packet?: number;
  readonly afterHole?: boolean;
}

export interface ConversationOptions {
  readonly complete?: boolean;
  readonly handshake?: boolean;
  readonly client?: Stream['client'];
  readonly server?: Stream['server'];
  readonly serverNames?: readonly string[];
}

export interface Conversation {
  readonly bytes: Uint8Array;
  readonly stream: Stream;
}

const start = Date.UTC(2024, 0, 1);

export function conversation(said: readonly Said[], options: ConversationOptions = {}): Conversation {
  const parts = said.map(({ text }) => (typeof text === 'string' ? Buffer.from(text) : Buffer.from(text)));
  const pick = (from: Said['from']): Buffer[] => parts.filter((_, i) => said[i]?.from === from);
  const clientBytes = Buffer.concat(pick('client')).length;
  const next = { client: 0, server: clientBytes };
  const segments = said.map((one, i): Segment => {
    const length = parts[i]?.length ?? 0;
    const offset = next[one.from];
    next[one.from] += length;
    const segment = { from: one.from, offset, length, time: one.time ?? start + i * 1000, packet: one.packet ?? i + 1 };
    return one.afterHole ? { ...segment, afterHole: true } : segment;
  });
  return {
    bytes: new Uint8Array(Buffer.concat([...pick('client'), ...pick('server')])),
    stream: {
      client: options.client ?? { address: '192.0.2.10', port: 40000 },
      server: options.server ?? { address: '198.51.100.7', port: 3333 },
      clientBytes,
      segments,
      complete: options.complete ?? true,
      handshake: options.handshake ?? true,
      ...(options.serverNames !== undefined && { serverNames: options.serverNames }),
    },
  };
}
