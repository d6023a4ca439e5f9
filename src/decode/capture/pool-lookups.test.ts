import { describe, expect, it } from 'vitest';
import { ethernet, type Frame, ipv4, pcap, Talk, udp } from '../../../tests/make-capture.ts';
import { dnsName, makeDns } from '../../../tests/make-dns.ts';
import { walkCapture } from '../../../tests/walk-capture.ts';
import { CaptureWalk } from './capture-walk.ts';
import { conversationBounds } from './conversations.ts';

const pool = 'gulf.moneroocean.stream';
const start = 1_704_067_200_000;

interface Said {
  readonly client?: string;
  readonly id?: number;
  readonly seconds?: number;
}

/** Names asked for, and addresses or another name's bytes that came back. */
function ask(name: string, { client = '10.0.0.1', id = 7, seconds = 0 }: Said = {}): Frame {
  const message = makeDns({ id, questions: [{ name, type: 1 }] });
  const bytes = ethernet(ipv4(udp(message, 5_353, 53), { protocol: 17, source: client, target: '9.9.9.9' }));
  return { bytes, time: start + seconds * 1000 };
}

interface Record {
  readonly name: string;
  readonly type: number;
  readonly data: readonly number[];
}

function answer(
  name: string,
  answers: readonly Record[],
  { client = '10.0.0.1', id = 7, seconds = 0 }: Said = {},
): Frame {
  const message = makeDns({ id, flags: 0x8180, questions: [{ name, type: 1 }], answers: [...answers] });
  const bytes = ethernet(ipv4(udp(message, 53, 5_353), { protocol: 17, source: '9.9.9.9', target: client }));
  return { bytes, time: start + seconds * 1000 };
}

const address = (name: string, ...data: number[]): Record => ({ name, type: 1, data });
const walk = (frames: readonly Frame[]): ReturnType<typeof walkCapture> =>
  walkCapture(pcap(frames), { anchor: 'mining.subscribe' });

describe('lookups of a pool', () => {
  it('are gathered by who asks, whom and for what, each message a segment', () => {
    const shown = 'gulf.MoneroOcean.stream';
    const { strays } = walk([
      ask(shown),
      answer(shown, [address(shown, 1, 2, 3, 4)]),
      ask(pool, { id: 8, seconds: 60 }),
      ask(pool, { client: '10.0.0.7' }),
      ask('www.example.com'),
      ask('moneroocean.example'),
    ]);
    expect(strays.map(({ name, kind }) => [name, kind])).toEqual([
      [`dns 10.0.0.1 > 9.9.9.9 ${pool}`, 'packet'],
      [`dns 10.0.0.7 > 9.9.9.9 ${pool}`, 'packet'],
    ]);
    expect(strays[0]?.stream).toMatchObject({
      client: { address: '10.0.0.1', port: 5_353 },
      server: { address: '9.9.9.9', port: 53 },
      segments: [
        { from: 'client', packet: 1, offset: 0 },
        { from: 'server', packet: 2 },
        { from: 'client', packet: 3, time: start + 60_000 },
      ],
    });
  });

  it('are seen where the answer leads to a pool by another name, compressed or not', () => {
    const alias = (type: number, before: number[], data: number[]): Record => {
      return { name: 'cdn.example.com', type, data: [...before, ...data] };
    };
    const named = [...dnsName(pool)];
    // The name's end stands in the question before it, behind its header and the label `cdn`.
    const pointing = [4, ...Buffer.from('gulf'), 0xc0, 12 + 4];
    const found = (name: string, record: Record): number => walk([answer(name, [record])]).strays.length;
    expect(found('cdn.example.com', alias(5, [], named))).toBe(1);
    expect(found('cdn.example.com', alias(33, [0, 1, 0, 1, 13, 5], named))).toBe(1);
    expect(found('cdn.example.com', alias(65, [0, 1], named))).toBe(1);
    expect(found('cdn.moneroocean.example', alias(5, [], pointing))).toBe(0);
    expect(found('xyz.moneroocean.stream.example.com', alias(5, [], pointing))).toBe(0);
    expect(found('cdn.example.com', alias(16, [], named))).toBe(0);
  });

  it('name the server to which another name of the pool led', () => {
    const led = [{ name: 'cdn.example.com', type: 5, data: [...dnsName(pool)] }, address(pool, 1, 2, 3, 4)];
    const talk = new Talk().open().send(0, 'hello').send(1, 'welcome');
    const frames = talk.frames.map((frame, i) => ({ ...frame, time: start + i * 20 }));
    for (let i = 1; i < 9; i++) frames.push({ ...talk.frame(1, 'work'), time: start + i * 20_000 });
    const { streams } = walk([answer('cdn.example.com', led), ...frames]);
    expect(streams[0]?.stream.serverNames).toEqual([pool, 'cdn.example.com']);
  });

  it('are shown while a capture goes on, under the name that they will have', () => {
    const capture = pcap([ask(pool)]);
    const open = new CaptureWalk({ bounds: { ...conversationBounds, streams: 10 }, nameBytes: 65_536 });
    open.push(capture, [], []);
    const names = (children: Iterable<{ name?: string }>): unknown[] => [...children].map(({ name }) => name);
    expect(names(open.snapshot())).toEqual([`dns 10.0.0.1 > 9.9.9.9 ${pool}`]);
    expect(names(open.snapshot())).toEqual([]);
    open.end();
    expect(names([...open.drain()].filter((out) => 'name' in out))).toEqual([`dns 10.0.0.1 > 9.9.9.9 ${pool}`]);
  });

  it('are bounded, and it is said how many were left out', () => {
    const { strays, gaps } = walk(Array.from({ length: 2_100 }, (_, id) => ask(pool, { id, seconds: id })));
    expect(strays[0]?.stream?.segments).toHaveLength(2_048);
    expect(gaps).toMatchObject([{ code: 'limit-count', what: expect.stringContaining('52 more messages') }]);
  });
});
