import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dnsName, framedDns, makeDns } from '../../../tests/make-dns.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { type DnsMessage, framedDnsMessages, readDnsMessage } from './message.ts';

function read(bytes: Uint8Array): DnsMessage {
  const result = readDnsMessage(bytes);
  if (result.status !== 'ok') throw new Error(`${result.status}, not ok`);
  return result.value;
}

const question = { name: 'Pool.Example.com', type: 1 };

describe('a question', () => {
  it('gives its name in lower case, and its type', () => {
    expect(read(makeDns({ id: 7, questions: [question] }))).toEqual({
      id: 7,
      isAnswer: false,
      code: 0,
      questions: [{ name: 'pool.example.com', type: 'A' }],
      answers: [],
      complete: true,
    });
  });

  it('writes odd octets of a name as zone files do', () => {
    const name = [4, 0x61, 0x2e, 0x07, 0x22, 2, 0x20, 0xff, 0];
    const bytes = Uint8Array.from([...makeDns({}).map((byte, i) => (i === 5 ? 1 : byte)), ...name, 0, 1, 0, 1]);
    expect(read(bytes).questions).toEqual([{ name: 'a\\.\\007\\".\\032\\255', type: 'A' }]);
  });

  it('names types that it does not know by their number', () => {
    expect(read(makeDns({ questions: [{ name: 'example.com', type: 65280 }] })).questions[0]?.type).toBe('TYPE65280');
  });
});

describe('a name', () => {
  const label = fc.string({ unit: fc.constantFrom(...'abcxyz019-_'), minLength: 1, maxLength: 63 });
  const labels = fc.array(label, { minLength: 1, maxLength: 8 }).filter((all) => all.join('.').length <= 253);

  it('comes back as it was written, whatever the case of its letters', () => {
    fc.assert(
      fc.property(labels, (all) => {
        const name = all.join('.');
        const bytes = makeDns({ questions: [{ name: name.toUpperCase(), type: 1 }] });
        expect(read(bytes).questions).toEqual([{ name, type: 'A' }]);
      }),
    );
  });
});

describe('an answer', () => {
  const answer = (type: number, data: readonly number[]): DnsMessage['answers'][number] | undefined =>
    read(makeDns({ questions: [question], answers: [{ name: 'pool.example.com', type, data }] })).answers[0];

  it.each([
    ['an IPv4 address', 1, [192, 0, 2, 1], { type: 'A', data: '192.0.2.1', ttl: 300 }],
    ['an IPv6 address', 28, [0x20, 1, 0xd, 0xb8, ...Array(11).fill(0), 1], { type: 'AAAA', data: '2001:db8::1' }],
    ['another name', 5, dnsName('eu.example.com'), { type: 'CNAME', data: 'eu.example.com' }],
    ['a mail host', 15, [0, 10, ...dnsName('mail.example.com')], { type: 'MX', data: 'mail.example.com' }],
    ['a service', 33, [0, 0, 0, 0, 0x0d, 5, ...dnsName('a.example.com')], { type: 'SRV', data: 'a.example.com' }],
    ['texts, one after the other', 16, [2, 0x61, 0x62, 1, 0x63], { type: 'TXT', data: 'abc' }],
    [
      'an HTTPS target with its addresses',
      65,
      [0, 1, ...dnsName('cdn.example.com'), 0, 1, 0, 3, 2, 0x68, 0x32, 0, 4, 0, 8, 192, 0, 2, 1, 192, 0, 2, 2],
      { type: 'HTTPS', data: 'cdn.example.com', hints: ['192.0.2.1', '192.0.2.2'] },
    ],
    ['an HTTPS record for the name itself', 65, [0, 1, 0], { type: 'HTTPS', data: '' }],
  ] as const)('gives %s', (_, type, data, expected) => {
    expect(answer(type, data)).toMatchObject(expected);
  });

  it('leaves out what other classes say', () => {
    const bytes = makeDns({ answers: [{ name: 'version.bind', type: 16, data: [1, 0x61] }] });
    bytes[12 + dnsName('version.bind').length + 3] = 3;
    expect(read(bytes)).toMatchObject({ answers: [], complete: true });
  });

  it('follows pointers to names that stand earlier', () => {
    const bytes = Uint8Array.from([
      ...[0, 1, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0],
      ...[...dnsName('pool.example.com'), 0, 1, 0, 1],
      ...[0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 5, 2, 0x65, 0x75, 0xc0, 17],
    ]);
    expect(read(bytes)).toMatchObject({
      answers: [{ name: 'pool.example.com', type: 'CNAME', ttl: 60, data: 'eu.example.com' }],
      complete: true,
    });
  });

  it('takes the upper bits of its code from EDNS', () => {
    const bytes = makeDns({
      flags: 0x8180,
      questions: [question],
      others: [{ name: '', type: 41, ttl: 0x01000000, data: [] }],
    });
    expect(read(bytes).code).toBe(16);
  });

  it('says so where it was cut by its sender', () => {
    expect(read(makeDns({ flags: 0x8380, questions: [question] })).complete).toBe(false);
  });

  it('is read up to where it breaks off', () => {
    const bytes = makeDns({
      questions: [question],
      answers: [
        { name: 'pool.example.com', type: 1, data: [192, 0, 2, 1] },
        { name: 'pool.example.com', type: 1, data: [192, 0, 2, 2] },
      ],
    });
    const { answers, complete } = read(bytes.subarray(0, bytes.length - 1));
    expect(answers.map(({ data }) => data)).toEqual(['192.0.2.1']);
    expect(complete).toBe(false);
  });

  it('gives the records behind one that breaks its rules', () => {
    const answers = [
      { name: 'a.example.com', type: 1, data: [192, 0, 2] },
      { name: 'b.example.com', type: 1, data: [192, 0, 2, 2] },
    ];
    const message = read(makeDns({ answers }));
    expect(message.answers.map(({ data }) => data)).toEqual([undefined, '192.0.2.2']);
    expect(message.complete).toBe(false);
  });
});

describe('bytes that lie', () => {
  const header = [0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];

  it.each([
    ['points to itself', [0xc0, 12, 0, 1, 0, 1]],
    ['points forward', [0xc0, 14, 1, 0x61, 0, 0, 1, 0, 1]],
    ['has a label of a kind that was never used', [0x41, 0x61, 0, 0, 1, 0, 1]],
    [
      'is longer than a name may be',
      [
        ...Array(5)
          .fill([63, ...Array(63).fill(0x61)])
          .flat(),
        0,
        0,
        1,
        0,
        1,
      ],
    ],
    ['breaks off', [5, 0x61, 0x62, 0x63, 0x64]],
    ['has no type', [3, 0x61, 0x62, 0x63, 0, 0]],
  ])('are malformed where a name %s', (_, name) => {
    expect(readDnsMessage(Uint8Array.from([...header, ...name]))).toMatchObject({ status: 'malformed', at: 12 });
  });

  it('are malformed where they promise more questions than they could hold', () => {
    const bytes = makeDns({ questions: [question] });
    bytes[5] = 9;
    expect(readDnsMessage(bytes)).toMatchObject({ status: 'malformed', at: 4 });
  });

  it('promise records that are not there: what is there is read', () => {
    const bytes = makeDns({ answers: [{ name: 'a.example.com', type: 1, data: [192, 0, 2, 1] }] });
    bytes.fill(0xff, 6, 12);
    expect(read(bytes)).toMatchObject({ answers: [{ data: '192.0.2.1' }], complete: false });
  });

  it.each([
    ['too short for a header', [1, 2, 3]],
    ['a zone update', [0, 1, 0x28, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['a stream of letters', [...Buffer.from('GET /index.html HTTP/1.1')]],
  ])('are something else where they are %s', (_, bytes) => {
    expect(readDnsMessage(Uint8Array.from(bytes)).status).toBe('not-this-format');
  });

  it('never throw, and what is read stays within its bounds', () => {
    const message = makeDns({
      questions: [question],
      answers: [
        { name: 'a.example.com', type: 65, data: [0, 1, 0xc0, 12, 0, 4, 0, 4, 192, 0, 2, 1] },
        { name: 'a.example.com', type: 16, data: [2, 0x61, 0x62] },
      ],
      others: [{ name: '', type: 41, data: [] }],
    });
    const change = fc.tuple(fc.nat(message.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), fc.nat(message.length), (changes, length) => {
        const bytes = Uint8Array.from(message);
        for (const [at, byte] of changes) bytes[at] = byte;
        const result = readDnsMessage(bytes.subarray(0, length));
        if (result.status === 'malformed') expect(result.at).toBeLessThanOrEqual(length);
        if (result.status !== 'ok') return;
        for (const { name } of [...result.value.questions, ...result.value.answers])
          expect(name.length).toBeLessThanOrEqual(4 * 255);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('messages over TCP', () => {
  it('stand each behind its length; a last one that is cut is left out', () => {
    const one = makeDns({ id: 1, questions: [question] });
    const two = makeDns({ id: 2, questions: [question] });
    const bytes = Uint8Array.from([...framedDns(one), ...framedDns(two), ...framedDns(one).subarray(0, 20)]);
    const ids = [...framedDnsMessages(bytes)].map(
      ({ offset, length }) => read(bytes.subarray(offset, offset + length)).id,
    );
    expect(ids).toEqual([1, 2]);
  });
});

describe.skipIf(!hasPeer('tshark'))('beside tshark (skipped without it)', () => {
  it('reads what the peer reads', () => {
    const messages = [
      makeDns({ questions: [question] }),
      makeDns({ questions: [question], answers: [{ name: 'pool.example.com', type: 1, data: [192, 0, 2, 1] }] }),
      makeDns({ flags: 0x8183, questions: [{ name: 'nowhere.example.com', type: 28 }] }),
      makeDns({
        questions: [question],
        answers: [{ name: 'pool.example.com', type: 5, data: dnsName('eu.example.com') }],
      }),
    ];
    const rows = messages
      .map(read)
      .map(({ questions: [asked], code, answers: [first], isAnswer }) => [
        asked?.name,
        isAnswer ? String(code) : '',
        first?.type === 'A' ? first.data : '',
        first?.type === 'CNAME' ? first.data : '',
      ]);
    expect(rows).toEqual(asTsharkReads(messages));
  });
});

/** Name, code, address and other name, of each message in a capture of UDP datagrams to port 53. */
function asTsharkReads(messages: readonly Uint8Array[]): string[][] {
  const dump = messages.map((message) => {
    const rows = [...message].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return `000000 ${rows}\n`;
  });
  const folder = temporaryFolder();
  const [text, capture] = [join(folder, 'messages.txt'), join(folder, 'messages.pcap')];
  writeFileSync(text, dump.join(''));
  spawnSync('text2pcap', ['-q', '-u', '40000,53', text, capture], { timeout: 20_000 });
  const fields = ['dns.qry.name', 'dns.flags.rcode', 'dns.a', 'dns.cname'].flatMap((field) => ['-e', field]);
  const { stdout } = spawnSync('tshark', ['-n', '-r', capture, '-T', 'fields', ...fields], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [name = '', ...rest] = line.split('\t');
      return [name.toLowerCase(), ...[0, 1, 2].map((i) => rest[i] ?? '')];
    });
}
