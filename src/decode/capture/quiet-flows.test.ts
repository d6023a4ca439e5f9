import { describe, expect, it } from 'vitest';
import { ethernet, type Frame, ipv4, join, numbers, pcap, Talk, tcp, text, udp } from '../../../tests/make-capture.ts';
import { type Walked, walkCapture } from '../../../tests/walk-capture.ts';
import type { Rhythm, Spread } from '../../model/network-payloads.ts';
import type { Cadence, Stream } from '../../model/stream.ts';
import { type QuietFlow, QuietFlows } from './quiet-flows.ts';

const start = 1_704_067_200_000;
const anchor = 'mining.subscribe';
const at = (frame: Frame, seconds: number): Frame => ({ ...frame, time: start + seconds * 1000 });

/** A handshake, a request and its answer, then a push every `every` seconds. */
function pushes(count: number, every: number, options: ConstructorParameters<typeof Talk>[0] = {}): Frame[] {
  const talk = new Talk(options).open().send(0, 'hello, here I am').send(1, 'welcome');
  const frames = talk.frames.map((frame, i) => at(frame, i * 0.02));
  for (let i = 1; i <= count; i++) frames.push(at(talk.frame(1, 'work '.repeat(10)), i * every));
  return frames;
}

const walk = (frames: readonly Frame[], chunk?: number): Walked =>
  walkCapture(pcap(frames), { anchor, ...(chunk === undefined ? {} : { chunk }) });

describe('a flow in which nothing was found', () => {
  it('is handed on where it talks for long, slowly, in a handful of messages', () => {
    for (const chunk of [undefined, 200, 700]) {
      const [child, ...more] = walk(pushes(6, 20), chunk).streams;
      expect(more).toEqual([]);
      expect(child?.name).toBe('tcp 10.0.0.1:50000 > 1.2.3.4:3333');
      expect(child?.stream).toMatchObject({ complete: false, handshake: true, clientBytes: 16 });
      expect(child?.stream.cadence).toMatchObject({
        first: start + 60,
        last: start + 120_000,
        bytesUp: 16,
        bytesDown: 307,
        packetsUp: 1,
        packetsDown: 7,
        rhythm: { pushes: 6, requests: 1, answers: 1, pushSeconds: { median: 20 }, pushBytes: { median: 50 } },
      });
    }
  });

  it('holds its first bytes and says which packets they came in', () => {
    const [child] = walk(pushes(8, 20)).streams;
    expect(Buffer.from(child?.bytes ?? []).toString()).toMatch(/^hello, here I amwelcomework work/);
    expect(child?.bytes.length).toBe(16 + 256);
    expect(child?.stream.segments[0]).toEqual({ from: 'client', offset: 0, length: 16, packet: 4, time: start + 60 });
  });

  it('counts all of a long talk, and keeps its quartiles', () => {
    const frames = [...pushes(300, 30, { clientPort: 1 }), ...pushes(300, 17, { clientPort: 2 })];
    frames.sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
    const cadences = walk(frames, 5_000).streams.map(({ stream }) => stream.cadence);
    expect(cadences.map((each) => each?.rhythm?.pushes)).toEqual([300, 300]);
    expect(cadences.map((each) => each?.rhythm?.pushSeconds?.high).sort()).toEqual([17, 30]);
  });

  it('stays where it is if it is short, says little, or moves much', () => {
    expect(walk(pushes(6, 5)).streams).toEqual([]);
    expect(walk(pushes(3, 100)).streams).toEqual([]);
    const talk = new Talk().open();
    const bulk = Array.from({ length: 400 }, (_, i) => at(talk.frame(1, 'x'.repeat(1_400)), i * 0.25));
    expect(walk([...talk.frames.map((frame) => at(frame, 0)), ...bulk]).streams).toEqual([]);
  });

  it('does not count what is sent again, nor keep-alives', () => {
    const talk = new Talk().open().send(0, 'hello');
    const frames = talk.frames.map((frame) => at(frame, 0));
    for (let i = 1; i < 20; i++) frames.push(at(talk.frame(0, '\0', 16, talk.next(0) - 1), i * 45));
    expect(walk(frames).streams).toEqual([]);
  });

  it('counts what the sniffer cut off', () => {
    const cut = pushes(6, 20).map(({ bytes, time }) => ({
      bytes: bytes.subarray(0, 54),
      original: bytes.length,
      ...(time === undefined ? {} : { time }),
    }));
    const headers = new Talk().open();
    const all = walk([...cut, at(headers.frame(0, anchor), 130)]).streams.map(
      ({ stream }) => stream.cadence?.bytesDown,
    );
    expect(all).toContain(307);
  });

  it('survives wrap-around of the sequence numbers', () => {
    const talk = new Talk({ initial: 0xffff_fff0 }).open();
    const frames = talk.frames.map((frame) => at(frame, 0));
    for (let i = 0; i < 10; i++) frames.push(at(talk.frame(0, 'twelve bytes'), i * 20));
    expect(walk(frames).streams[0]?.stream.cadence).toMatchObject({ bytesUp: 120, packetsUp: 10 });
  });

  it('may take days for a few messages', () => {
    const [child] = walk(pushes(8, 40_000)).streams;
    expect(child?.stream.cadence?.rhythm).toMatchObject({ pushes: 8, pushSeconds: { median: 40_000 } });
  });

  it('is not driven out by floods of half-open ones', () => {
    const frames = pushes(6, 20);
    const flood = (host: number): Frame[] =>
      Array.from({ length: 3_000 }, (_, i) => ({
        bytes: ethernet(ipv4(tcp(text(''), { flags: 2, from: 1_000 + i }), { source: `10.8.${host}.1` })),
        time: start,
      }));
    const capture = frames.flatMap((frame, i) => [frame, ...flood(i)]);
    const { streams } = walkCapture(pcap(capture), { anchor, flows: 1_024, chunk: 20_000 });
    expect(streams.map(({ stream }) => stream.cadence?.packetsDown)).toEqual([7]);
  });
});

describe('a stream in which something was found', () => {
  it('has its cadence, too', () => {
    const frames = [...pushes(3, 10), at(new Talk({ clientPort: 60_000 }).frame(0, anchor), 31)];
    const [child] = walk(frames).streams;
    expect(child?.stream.cadence).toMatchObject({ packetsUp: 1, bytesUp: anchor.length });
  });

  it('is not handed on twice', () => {
    const talk = new Talk().open().send(0, anchor);
    const frames = talk.frames.map((frame) => at(frame, 0));
    for (let i = 1; i < 9; i++) frames.push(at(talk.frame(1, 'work'), i * 20));
    expect(walk(frames, 300).streams.map(({ stream }) => stream.cadence?.rhythm?.pushes)).toEqual([8]);
  });
});

// --- TLS --------------------------------------------------------------------------------------------------------

const record = (type: number, length: number): string =>
  String.fromCharCode(type, 3, 3, length >> 8, length & 255) + 'r'.repeat(length);

describe('a TLS conversation', () => {
  it('keeps the open part of its handshake', () => {
    const talk = new Talk({ serverPort: 443 }).open();
    talk
      .send(0, record(22, 600))
      .send(1, record(22, 118) + record(20, 1) + record(23, 900))
      .send(1, record(23, 500));
    const frames = talk.frames.map((frame, i) => at(frame, i * 0.02));
    for (let i = 1; i < 9; i++) frames.push(at(talk.frame(1, record(23, 300)), i * 20));
    const [child] = walk(frames).streams;
    expect([child?.stream.clientBytes, child?.bytes.length]).toEqual([605, 605 + 123]);
  });

  it('keeps a greeting with post-quantum keys whole', () => {
    const talk = new Talk({ serverPort: 443 }).open();
    const hello = record(22, 3_000);
    for (const from of [0, 1_400, 2_800]) talk.send(0, hello.slice(from, from + 1_400));
    talk.send(1, record(22, 118));
    const frames = talk.frames.map((frame, i) => at(frame, i * 0.02));
    for (let i = 1; i < 9; i++) frames.push(at(talk.frame(1, record(23, 300)), i * 20));
    expect(walk(frames).streams[0]?.stream.clientBytes).toBe(hello.length);
  });

  it('keeps certificates that come in several segments', () => {
    const talk = new Talk({ serverPort: 443 }).open().send(0, record(22, 300));
    const flight = record(22, 100) + record(22, 3_000) + record(22, 4);
    talk.send(1, flight.slice(0, 1_400)).send(1, flight.slice(1_400, 2_800)).send(1, flight.slice(2_800));
    const frames = talk.frames.map((frame, i) => at(frame, i * 0.02));
    for (let i = 1; i < 9; i++) frames.push(at(talk.frame(1, record(23, 300)), i * 20));
    const [child] = walk(frames).streams;
    expect(Buffer.from(child?.bytes.subarray(305) ?? []).toString('latin1')).toBe(flight);
  });
});

// --- names ------------------------------------------------------------------------------------------------------

const label = (value: string): string =>
  value
    .split('.')
    .map((part) => String.fromCharCode(part.length) + part)
    .join('');

/** A DNS message: a question, or an answer with addresses. */
function message(
  name: string,
  addresses: readonly (readonly number[])[] = [],
  response = addresses.length > 0,
): Uint8Array {
  const head = numbers(2, false, 7, response ? 0x8180 : 0x0100, 1, addresses.length, 0, 0);
  const question = join(text(label(name)), [0], numbers(2, false, 1, 1));
  const answers = addresses.map((address) =>
    join([0xc0, 12], numbers(2, false, address.length === 4 ? 1 : 28, 1, 0, 60, address.length), address),
  );
  return join(head, question, ...answers);
}

const answer = (name: string, ...addresses: number[][]): Frame => ({
  bytes: ethernet(
    ipv4(udp(message(name, addresses), 53, 5_353), { protocol: 17, source: '9.9.9.9', target: '10.0.0.1' }),
  ),
});

describe('names', () => {
  it('of a server come from the answers before it, newest first', () => {
    const frames = [
      answer('old.example.com', [1, 2, 3, 4]),
      answer('Other.example.com', [1, 2, 3, 5]),
      answer('new.example.com', [9, 9, 9, 9], [1, 2, 3, 4]),
      ...pushes(6, 20),
    ];
    expect(walk(frames).streams[0]?.stream.serverNames).toEqual(['new.example.com', 'old.example.com']);
  });
});

describe('too many quiet flows', () => {
  const flow = (seconds: number): QuietFlow => {
    const end = { address: '10.0.0.1', port: 1 };
    const cadence: Cadence = {
      first: 0,
      last: seconds * 1000,
      bytesUp: 10,
      bytesDown: 10,
      packetsUp: 1,
      packetsDown: 1,
    };
    const stream: Stream = {
      client: end,
      server: end,
      clientBytes: 0,
      segments: [],
      complete: false,
      handshake: false,
      cadence,
    };
    return { bytes: new Uint8Array(1), stream, cadence };
  };

  it('give the first as they come, then the longest and slowest, and count the others', () => {
    const quiet = new QuietFlows(8);
    for (let i = 0; i < 30; i++) quiet.add(flow(100 + ((i * 7) % 30)));
    const seconds = (): number[] =>
      [...quiet.drain(() => 'x')].map(({ stream }) => (stream?.cadence?.last ?? 0) / 1000);
    expect(seconds()).toEqual([100, 107, 114, 121]);
    quiet.close();
    expect(seconds()).toEqual([129, 128, 127, 126]);
    expect(quiet.dropped).toBe(22);
  });

  it('give those first that have a miner’s rhythm or a pool’s name', () => {
    const even = (value: number): Spread => ({ median: value, low: value, high: value });
    const rhythm: Rhythm = {
      pushes: 10,
      requests: 31,
      answers: 31,
      replies: 0,
      pushSeconds: { median: 68, low: 55, high: 183 },
      requestSeconds: { median: 19, low: 7, high: 50 },
      pushBytes: even(253),
      requestBytes: even(183),
      answerBytes: even(63),
      longestPauseSeconds: 98,
    };
    const mines = flow(400);
    const named = flow(70);
    const quiet = new QuietFlows(4);
    for (let i = 0; i < 4; i++) quiet.add(flow(5_000));
    quiet.add({ ...mines, cadence: { ...mines.cadence, rhythm } });
    quiet.add({ ...named, stream: { ...named.stream, serverNames: ['gulf.moneroocean.stream'] } });
    for (let i = 0; i < 50; i++) quiet.add(flow(9_000));
    quiet.close();
    const seconds = [...quiet.drain(() => 'x')].map(({ stream }) => (stream?.cadence?.last ?? 0) / 1000);
    expect(seconds).toEqual([5_000, 5_000, 400, 70]);
  });
});
