import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ethernet,
  type Frame,
  ipv4,
  join,
  numbers,
  pcap,
  pcapng,
  Talk,
  tcp,
  text,
  udp,
} from '../../../tests/make-capture.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { type Walked, walkCapture } from '../../../tests/walk-capture.ts';
import { nodeHost } from '../../engine/node/host.ts';
import type { Hit, Run } from '../../model/anchor.ts';
import { writeEndpoint } from '../../model/endpoint.ts';
import { defaultLimits } from '../../model/limits.ts';
import type { Stream } from '../../model/stream.ts';
import type { Child } from '../../model/units.ts';
import { tcpStreams } from './tcp-streams.ts';

const anchor = 'mining.subscribe';
const login = '{"id":1,"method":"mining.subscribe","params":[]}\n';

/** What both sides said, in the order of delivery. */
function dialogue({ stream, bytes }: Child & { stream: Stream }): string[] {
  const latin = Buffer.from(bytes).toString('latin1');
  return stream.segments.map(({ from, offset, length, afterHole }) => {
    const said = latin.slice(offset, offset + length);
    return `${from === 'client' ? '>' : '<'}${afterHole ? ' …' : ''} ${said}`;
  });
}

function only(walked: Walked): Walked['streams'][number] {
  expect(walked.streams.map(({ name }) => name)).toHaveLength(1);
  const [stream] = walked.streams;
  if (!stream) throw new Error('no stream');
  return stream;
}

/** Other traffic, to push a chunk's border between packets of interest. */
const noise = (count: number, host: number): Frame[] =>
  Array.from({ length: count }, (_, i) =>
    new Talk({ clientPort: 20_000 + (i % 40_000), client: `10.9.${host}.1` }).frame(0, 'x'.repeat(100)),
  );

describe('a conversation with something in it', () => {
  const talk = new Talk().open().send(0, login).send(1, 'yes\n').send(0, 'more\n').close();

  it('comes out whole, named, and with who said what and when', () => {
    const found = only(walkCapture(pcap(talk.frames), { anchor }));
    expect(found.name).toBe('tcp 10.0.0.1:50000 > 1.2.3.4:3333');
    expect(found.kind).toBe('stream');
    expect(dialogue(found)).toEqual([`> ${login}`, '< yes\n', '> more\n']);
    const { client, server, clientBytes, complete, handshake, segments } = found.stream;
    expect({ client, server, clientBytes, complete, handshake }).toEqual({
      client: { address: '10.0.0.1', port: 50_000 },
      server: { address: '1.2.3.4', port: 3333 },
      clientBytes: login.length + 5,
      complete: true,
      handshake: true,
    });
    expect(segments[0]).toMatchObject({ packet: 4, time: 1_704_067_200_003 });
  });

  it('comes out the same from pcapng, and over IPv6 in brackets', () => {
    const v6 = new Talk({ v6: true }).open().send(0, login).send(1, 'yes\n');
    const found = only(walkCapture(pcapng(v6.frames, { interfaces: [{ resolution: 9 }] }), { anchor }));
    expect(found.name).toBe('tcp [fd00::1]:50000 > [2001:db8::2]:3333');
    expect(dialogue(found)).toEqual([`> ${login}`, '< yes\n']);
  });

  it('comes out the same in chunks of any size that hold a packet', () => {
    const capture = pcap(talk.frames);
    for (const chunk of [150, 151, 167, 200, 333, 1000]) {
      const found = only(walkCapture(capture, { anchor, chunk }));
      expect(dialogue(found)).toEqual([`> ${login}`, '< yes\n', '> more\n']);
    }
  });

  it('includes what was said in the same chunk before the hit', () => {
    const frames = new Talk().open().send(0, 'first\n').send(1, 'second\n').send(0, login).frames;
    const found = only(walkCapture(pcap(frames), { anchor }));
    expect(dialogue(found)).toEqual(['> first\n', '< second\n', `> ${login}`]);
    expect(found.stream.complete).toBe(true);
  });

  it('is not complete where an earlier chunk held some of it', () => {
    const first = 'some of which is kept\n'.padEnd(256, '.');
    const talk = new Talk().open().send(0, `${first}and some of which is not`);
    const frames = [...talk.frames, ...noise(20, 1), talk.frame(0, login)];
    const found = only(walkCapture(pcap(frames), { anchor, chunk: 1500 }));
    expect(dialogue(found)).toEqual([`> ${first}`, `> … ${login}`]);
    expect([found.stream.complete, found.stream.handshake]).toEqual([false, true]);
  });

  it('is complete where earlier chunks held only a few words', () => {
    const talk = new Talk().open().send(0, 'something that is too long to be taken for short\n').send(1, 'welcome');
    const frames = [...talk.frames, ...noise(20, 1), talk.frame(0, login)];
    const found = only(walkCapture(pcap(frames), { anchor, chunk: 1500 }));
    expect(dialogue(found)).toEqual([
      '> something that is too long to be taken for short\n',
      '< welcome',
      `> ${login}`,
    ]);
    expect(found.stream.complete).toBe(true);
  });

  it('is complete where earlier chunks held only its handshake', () => {
    const quiet = new Talk().open();
    const frames = [...quiet.frames, ...noise(20, 1), quiet.frame(0, login)];
    const found = only(walkCapture(pcap(frames), { anchor, chunk: 1500 }));
    expect([dialogue(found), found.stream.complete]).toEqual([[`> ${login}`], true]);
  });

  it('leaves the others alone', () => {
    const other = new Talk({ clientPort: 50_001 }).open().send(0, 'GET / HTTP/1.1, with nothing in it');
    expect(only(walkCapture(pcap([...other.frames, ...talk.frames]), { anchor })).name).toMatch(/:50000 >/);
    expect(walkCapture(pcap(other.frames), { anchor }).streams).toEqual([]);
  });

  it('is handed on when it has ended, not only at the end', () => {
    const capture = pcap([
      ...talk.frames,
      ...noise(50, 2),
      ...new Talk({ clientPort: 7 }).open().send(0, login).frames,
    ]);
    expect(walkCapture(capture, { anchor, chunk: 2000 }).streams.map(({ name }) => name)).toEqual([
      'tcp 10.0.0.1:50000 > 1.2.3.4:3333',
      'tcp 10.0.0.1:7 > 1.2.3.4:3333',
    ]);
  });
});

describe('reassembly', () => {
  const said = (frames: readonly Frame[]): string[] => dialogue(only(walkCapture(pcap(frames))));
  const first = 1001;

  it('orders, drops what was sent again, and lets bytes seen first win', () => {
    const talk = new Talk().open();
    talk
      .send(0, 'cd', 24, first + 2)
      .send(0, 'ab', 24, first)
      .send(0, 'ab', 24, first)
      .send(0, 'XXXXef', 24, first);
    const { streams, gaps } = walkCapture(pcap(talk.frames));
    expect(streams.map(({ name }) => name)).toEqual([
      'tcp 10.0.0.1:50000 > 1.2.3.4:3333',
      'tcp 10.0.0.1:50000 > 1.2.3.4:3333 (other reading)',
    ]);
    expect(streams.map(dialogue)).toEqual([
      ['> ab', '> cd', '> ef'],
      ['> XX', '> XX', '> ef'],
    ]);
    expect(gaps.map(({ what }) => what)).toEqual([expect.stringContaining('contradict what was sent before')]);
  });

  it('knows no other reading where a keep-alive repeats a byte as zero, or the same bytes come again', () => {
    const talk = new Talk()
      .open()
      .send(0, 'ab')
      .send(0, '\0', 24, first + 1)
      .send(0, 'ab', 24, first)
      .send(0, 'c');
    expect(said(talk.frames)).toEqual(['> ab', '> c']);
  });

  it('knows a hole', () => {
    const talk = new Talk().open().send(0, 'ab').lose(0, 'lost').send(0, 'yz').send(1, 'ok');
    const found = only(walkCapture(pcap(talk.frames)));
    expect(dialogue(found)).toEqual(['> ab', '> … yz', '< ok']);
    expect(found.stream.complete).toBe(false);
  });

  it('survives wrap-around of the sequence numbers', () => {
    const talk = new Talk({ initial: 0xfffffffe }).open().send(0, 'ab').send(0, 'cd').send(1, 'ok').close();
    const found = only(walkCapture(pcap(talk.frames)));
    expect([dialogue(found), found.stream.complete]).toEqual([['> ab', '> cd', '< ok'], true]);
  });

  it('takes one side alone, and conversations picked up in mid-stream', () => {
    const talk = new Talk().open().send(0, 'ab').send(1, 'answer').send(0, 'cd');
    const one = only(walkCapture(pcap(talk.frames.filter((_, i) => i !== 1 && i !== 4))));
    expect([dialogue(one), one.stream.complete, one.stream.handshake]).toEqual([['> ab', '> cd'], false, true]);
    const late = only(walkCapture(pcap(talk.frames.slice(3))));
    expect([dialogue(late), late.stream.complete, late.stream.handshake]).toEqual([
      ['> ab', '< answer', '> cd'],
      false,
      false,
    ]);
    expect(late.stream.server.port).toBe(3333);
  });

  it('believes the SYN about who is the client, not the ports', () => {
    const talk = new Talk({ clientPort: 100, serverPort: 60_000 }).open().send(1, 'hello').send(0, 'hi');
    expect(said(talk.frames)).toEqual(['< hello', '> hi']);
  });

  it('makes another conversation where a port is used again with another beginning', () => {
    const one = new Talk({ initial: 5000 }).open().send(0, 'one').close();
    const two = new Talk({ initial: 99_000 }).open().send(0, 'two').send(1, 'fine');
    const { streams } = walkCapture(pcap([...one.frames, ...two.frames]));
    expect(streams.map(({ name }) => name)).toEqual([
      'tcp 10.0.0.1:50000 > 1.2.3.4:3333',
      'tcp 10.0.0.1:50000 > 1.2.3.4:3333 #2',
    ]);
    expect(streams.map(dialogue)).toEqual([['> one'], ['> two', '< fine']]);
    expect(streams.map(({ stream }) => stream.complete)).toEqual([true, true]);
  });

  it('makes no other conversation of a SYN that is sent again', () => {
    const talk = new Talk().send(0, '', 2, 1000).open().send(0, 'one').send(0, '', 2, 1000);
    expect(said(talk.frames)).toEqual(['> one']);
  });

  it('goes on after a RST, which anyone could have sent', () => {
    const talk = new Talk().open().send(0, 'ab').send(1, '', 4, 77).send(0, 'cd');
    expect(said(talk.frames)).toEqual(['> ab', '> cd']);
  });

  it('ends a conversation that is idle for long', () => {
    const time = 1_704_067_200_000;
    const talk = new Talk().open().send(0, login);
    const frames = [
      ...talk.frames.map((frame) => ({ ...frame, time })),
      { ...talk.frame(0, login), time: time + 3_600_000 },
    ];
    const far = noise(20, 3).map((frame) => ({ ...frame, time: time + 1_800_000 }));
    const { streams } = walkCapture(pcap([...frames.slice(0, 4), ...far, ...frames.slice(4)]), { anchor, chunk: 1000 });
    expect(streams.map(dialogue)).toEqual([[`> ${login}`], [`> … ${login}`]]);
  });

  it('reads what the sniffer left of cut packets', () => {
    const talk = new Talk().open().send(0, 'abcdef').send(0, 'ghi');
    const cut = talk.frames.map((frame, i) =>
      i === 3 ? { bytes: frame.bytes.subarray(0, frame.bytes.length - 2), original: frame.bytes.length } : frame,
    );
    const found = only(walkCapture(pcap(cut)));
    expect([dialogue(found), found.stream.complete]).toEqual([['> abcd', '> … ghi'], false]);
  });

  it('puts IP fragments together, and takes a fragmented segment for a candidate', () => {
    const segment = tcp(text(login), { sequence: 1001 });
    const parts = [0, 24, 48].map((offset) => {
      const more = offset + 24 < segment.length;
      return { bytes: ethernet(ipv4(segment.subarray(offset, more ? offset + 24 : undefined), { offset, more })) };
    });
    const frames = [...new Talk().open().frames, ...parts.reverse()];
    expect(dialogue(only(walkCapture(pcap(frames), { anchor: 'nowhere' })))).toEqual([`> ${login}`]);
  });
});

describe('text in very short segments', () => {
  const drip = (size: number): Talk => {
    const talk = new Talk().open();
    for (let i = 0; i < login.length; i += size) talk.send(0, login.slice(i, i + size));
    return talk;
  };
  const joined = (walked: Walked): string => Buffer.from(only(walked).bytes).toString();

  it('makes a candidate without any hit', () => {
    expect(joined(walkCapture(pcap(drip(3).frames), { anchor }))).toBe(login);
  });

  it('loses nothing where each comes in another chunk', () => {
    const frames = drip(20).frames.flatMap((frame, i) => [frame, ...noise(20, i)]);
    const walked = walkCapture(pcap(frames), { anchor: 'no such thing', chunk: 1000 });
    expect(joined(walked)).toBe(login);
    expect(only(walked).stream.complete).toBe(true);
  });

  it('does not count bytes that are no text, or a single one', () => {
    const talk = new Talk()
      .open()
      .send(0, '\x01\x02')
      .send(0, '\x03\x04')
      .send(1, 'QUIT\r\n')
      .send(0, 'x'.repeat(50))
      .send(0, 'y');
    expect(walkCapture(pcap(talk.frames), { anchor }).streams).toEqual([]);
  });
});

describe('packets outside TCP', () => {
  it('come out one by one where something is in them', () => {
    const frames = [
      { bytes: ethernet(ipv4(udp(text(`a ${anchor}`), 5000, 53), { protocol: 17 })) },
      { bytes: ethernet(ipv4(udp(text('nothing')), { protocol: 17 })) },
      { bytes: ethernet(ipv4(text(`ping ${anchor}`), { protocol: 1 })) },
      { bytes: ethernet(text(`arp ${anchor}`), 0x0806) },
    ];
    const { strays } = walkCapture(pcap(frames), { anchor });
    expect(strays.map(({ name }) => name)).toEqual([
      'udp 10.0.0.1:5000 > 1.2.3.4:53 packet 1',
      'ip protocol 1 10.0.0.1 > 1.2.3.4 packet 3',
      'packet 4',
    ]);
    expect(Buffer.from(strays[0]?.bytes ?? []).toString()).toBe(`a ${anchor}`);
  });

  it('are bounded', () => {
    const frames = Array.from({ length: 400 }, () => ({ bytes: ethernet(ipv4(udp(text(anchor)), { protocol: 17 })) }));
    const { strays, gaps } = walkCapture(pcap(frames), { anchor });
    expect(strays).toHaveLength(256);
    expect(gaps).toEqual([expect.objectContaining({ code: 'limit-count', offset: expect.any(Number) })]);
  });
});

describe('bounds', () => {
  it('cut a direction that says too much, with a gap', () => {
    const talk = new Talk().open().send(0, 'abc').send(0, 'defgh').send(0, 'i').send(1, 'answer');
    const { streams, gaps } = walkCapture(pcap(talk.frames), { bounds: { halfBytes: 7 } });
    expect(streams.map(dialogue)).toEqual([['> abc', '> … i', '< answer']]);
    expect([streams[0]?.stream.complete, gaps.map(({ code }) => code)]).toEqual([false, ['limit-bytes']]);
  });

  it('finish the longest idle conversations first', () => {
    const talks = Array.from({ length: 8 }, (_, i) => new Talk({ clientPort: 1000 + i }).open().send(0, `hello ${i}`));
    const walked = walkCapture(pcap(talks.flatMap(({ frames }) => frames)), {
      bounds: { conversations: 4 },
      chunk: 700,
    });
    expect(walked.streams.map(({ stream }) => stream.client.port)).toEqual([
      1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007,
    ]);
    expect(walked.streams.every(({ stream }) => stream.complete)).toBe(true);
  });

  it('hold the number of streams, half of it for those with an anchor', () => {
    const talks = Array.from({ length: 8 }, (_, i) => new Talk({ clientPort: 1000 + i }).open().send(0, 'hello'));
    const capture = pcap(talks.flatMap(({ frames }) => frames));
    const everywhere = { offset: 0, length: capture.length, encoding: 'ascii' as const };
    const count = (hits: readonly Hit[], runs: readonly Run[]): [streams: number, gaps: string[]] => {
      const open = tcpStreams.open({
        host: nodeHost,
        limits: { ...defaultLimits, children: 4 },
      });
      expect(open.push(capture, hits, runs)).toBe(capture.length);
      open.end();
      const out = [...open.drain()];
      return [
        out.filter((each) => 'name' in each).length,
        out.flatMap((each) => ('gap' in each ? [each.gap.what] : [])),
      ];
    };
    expect(count([], [everywhere])).toEqual([2, ['6 more conversations were not handed on']]);
    expect(count([{ ...everywhere, anchor }], [])).toEqual([4, ['4 more conversations were not handed on']]);
  });
});

describe('a damaged capture', () => {
  const sound = new Talk().open().send(0, login).send(1, 'yes\n').send(0, 'more\n').close();
  const records = (frames: readonly Frame[]): Uint8Array => pcap(frames).subarray(24);

  it('of which nothing follows the header holds nothing', () => {
    expect(walkCapture(pcap([]))).toEqual({ streams: [], strays: [], gaps: [], packets: 0 });
    expect(walkCapture(pcapng([]))).toEqual({ streams: [], strays: [], gaps: [], packets: 0 });
  });

  it('that ends within a record is read up to there', () => {
    const whole = pcap(sound.frames);
    const walked = walkCapture(whole.subarray(0, whole.length - 10), { anchor, chunk: 400 });
    expect(dialogue(only(walked))).toEqual([`> ${login}`, '< yes\n', '> more\n']);
    expect(walked.gaps).toEqual([{ code: 'truncated', what: expect.any(String), offset: whole.length - 16 - 54 }]);
  });

  it('with a header that can not be is refused with a gap', () => {
    const bad = pcap(sound.frames);
    bad[4] = 77;
    expect(walkCapture(bad).gaps).toEqual([expect.objectContaining({ code: 'malformed', offset: 0 })]);
    expect(walkCapture(bad.subarray(0, 15)).gaps).toEqual([expect.objectContaining({ code: 'truncated' })]);
  });

  it.each([4, 300, 5000])('with %i bytes of rubbish between records is read on behind them', (size) => {
    const rubbish = new Uint8Array(size).fill(0xff);
    const before = noise(3, 4);
    const capture = join(pcap(before), rubbish, records(sound.frames));
    for (const chunk of [undefined, 1024]) {
      const walked = walkCapture(capture, { anchor, ...(chunk ? { chunk } : {}) });
      expect(dialogue(only(walked))).toEqual([`> ${login}`, '< yes\n', '> more\n']);
      expect(walked.gaps).toEqual([expect.objectContaining({ code: 'malformed', offset: pcap(before).length })]);
      expect(walked.packets).toBe(3 + sound.frames.length);
    }
  });

  it('in pcapng is read on behind a block that lies', () => {
    const capture = join(pcapng(noise(3, 4)), [6, 0, 0, 0, 3, 0, 0, 0, 1, 2, 3, 4], pcapng(sound.frames));
    const walked = walkCapture(capture, { anchor });
    expect(dialogue(only(walked))).toEqual([`> ${login}`, '< yes\n', '> more\n']);
    expect(walked.gaps.map(({ code }) => code)).toEqual(['malformed']);
  });

  it('says which link types and packets it could not read', () => {
    const capture = pcap([{ bytes: text('radio') }, { bytes: text('radio') }], { link: 127 });
    expect(walkCapture(capture).gaps).toEqual([
      { code: 'not-supported', what: 'packets of link type 127 are not read', offset: 40 },
    ]);
    const lying = pcap([{ bytes: ethernet(join([0x4f], new Uint8Array(30)), 0x0800) }]);
    expect(walkCapture(lying).gaps).toEqual([expect.objectContaining({ code: 'malformed', offset: 40 })]);
  });

  it('steps over a block larger than a chunk', () => {
    const huge = join(numbers(4, true, 0x0bad, 9012), new Uint8Array(9000), numbers(4, true, 9012));
    const capture = join(pcapng(noise(1, 1)), huge, pcapng(sound.frames));
    const walked = walkCapture(capture, { anchor, chunk: 1000 });
    expect([dialogue(only(walked)).length, walked.gaps]).toEqual([3, []]);
  });
});

describe('what it accepts', () => {
  it('is captures by their first bytes, whatever their name', () => {
    expect(tcpStreams.accepts(pcap([], { little: false, nano: true }), 'x.bin')).toBe(true);
    expect(tcpStreams.accepts(pcapng([], { little: false }), 'x.bin')).toBe(true);
    expect(tcpStreams.accepts(text('not a capture at all'), 'x.pcap')).toBe(false);
  });
});

// --- tshark as oracle -------------------------------------------------------------------------------------------

const corpus = new URL('../../../../shared/corpus/pcap/', import.meta.url).pathname;
/** What each side of every conversation said, in hex, after `address:port > address:port`; sorted. */
interface Followed {
  readonly packets: number;
  readonly sides: string[];
}

function followWithTshark(path: string): Followed {
  // Its exit code is not 0 where the capture is cut off; what it read until then is what counts.
  const tshark = (...args: string[]): string =>
    spawnSync('tshark', ['-r', path, ...args], { encoding: 'latin1', maxBuffer: 1 << 28 }).stdout;
  const numbersOf = tshark('-T', 'fields', '-e', 'tcp.stream').split('\n').slice(0, -1);
  const streams = [...new Set(numbersOf.filter((number) => number !== ''))];
  const follows = tshark('-q', ...streams.flatMap((number) => ['-z', `follow,tcp,raw,${number}`]));
  const sides = follows.split(/^=+\n(?=Follow)/m).flatMap((part) => {
    const nodes = ['0', '1'].map((node) => new RegExp(`^Node ${node}: (.*)$`, 'm').exec(part)?.[1]);
    const lines = part.split('\n').filter((line) => /^\t?[0-9a-f]+$/.test(line));
    const hex = (mark: boolean): string => lines.filter((line) => line.startsWith('\t') === mark).join('');
    return [`${nodes[0]} > ${nodes[1]} ${clean(hex(false))}`, `${nodes[1]} > ${nodes[0]} ${clean(hex(true))}`];
  });
  return { packets: numbersOf.length, sides: sides.filter((side) => !side.endsWith(' ')).sort() };
}

/** tshark writes `[1448 bytes missing in capture file]` among the bytes. */
function clean(hex: string): string {
  const bytes = Buffer.from(hex.replaceAll('\t', ''), 'hex').toString('latin1');
  return Buffer.from(bytes.replaceAll(/\[\d+ bytes missing in capture file\]\0?/g, ''), 'latin1').toString('hex');
}

/** `acknowledged`: without what follows a hole that nobody acknowledged, which tshark leaves out. */
function followOurselves(capture: Uint8Array, acknowledged: readonly string[] = []): Followed {
  const { streams, packets } = walkCapture(capture, { chunk: 300_000 });
  const sides = streams.flatMap(({ stream, bytes }) => {
    const [client, server] = [stream.client, stream.server].map(writeEndpoint);
    return (['client', 'server'] as const).map((from) => {
      let side = from === 'client' ? `${client} > ${server} ` : `${server} > ${client} `;
      for (const segment of stream.segments.filter((each) => each.from === from)) {
        if (segment.afterHole && acknowledged.includes(side)) break;
        side += Buffer.from(bytes.subarray(segment.offset, segment.offset + segment.length)).toString('hex');
      }
      return side;
    });
  });
  return { packets, sides: sides.filter((side) => !side.endsWith(' ')).sort() };
}

describe.skipIf(!hasPeer('tshark'))('beside tshark (skipped where it is not installed)', () => {
  it.skipIf(!existsSync(corpus)).each(existsSync(corpus) ? readdirSync(corpus) : [])(
    'reads the same streams from %s (skipped without ../shared/corpus)',
    (file) => {
      const theirs = followWithTshark(joinPath(corpus, file));
      expect(followOurselves(readFileSync(joinPath(corpus, file)), theirs.sides)).toEqual(theirs);
    },
  );

  it('reads the same streams from captures of every form that we make', () => {
    const talk = new Talk({ initial: 0xfffffff0 })
      .open()
      .send(0, 'ab')
      .send(0, 'ef', 24, 0xfffffff0 + 5)
      .send(0, 'cd', 24, 0xfffffff0 + 3);
    const v6 = new Talk({ v6: true }).open().send(0, 'hello', 24).send(0, 'hello', 24, 1001).send(1, 'six').close();
    const frames = [...talk.frames, ...v6.frames];
    const forms = [
      pcap(frames),
      pcap(frames, { little: false, nano: true }),
      pcap(frames, { modified: true }),
      pcapng(frames, { little: false, interfaces: [{ resolution: 9 }] }),
      pcapng(frames, { kind: 'simple' }),
      pcapng(frames, { kind: 'obsolete' }),
    ];
    const folder = mkdtempSync(joinPath(tmpdir(), 'davylamp-captures-'));
    try {
      forms.forEach((capture, i) => {
        const path = joinPath(folder, `${i}.pcap`);
        writeFileSync(path, capture);
        const ours = followOurselves(capture);
        expect(ours).toEqual(followWithTshark(path));
        expect(ours.sides).toHaveLength(3);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
