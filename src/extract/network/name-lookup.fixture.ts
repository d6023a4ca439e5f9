import type { ExtractorCase, ExtractorFixture } from '../../../tests/fixture.ts';
import { dnsName, framedDns, makeDns } from '../../../tests/make-dns.ts';
import { conversation, type Said } from '../../../tests/make-stream.ts';

const name = 'xmr-eu1.nanopool.org';
const question = { name, type: 1 };
const asked = makeDns({ questions: [question] });
const askedAgain = makeDns({ id: 0x4321, questions: [question] });
const answers = [{ name, type: 1, data: [203, 0, 113, 9] }];
const answered = makeDns({ questions: [question], answers });
const answeredAgain = makeDns({ id: 0x4321, questions: [question], answers });
const blocked = makeDns({ questions: [question], answers: [{ name, type: 1, data: [0, 0, 0, 0] }] });
const unknown = makeDns({ flags: 0x8183, questions: [question] });
const refused = makeDns({ flags: 0x8185, questions: [question] });

const resolver = { address: '192.0.2.53', port: 53 };
const ends = { client: '192.0.2.10:40000', resolver: '192.0.2.53:53' };

function talk(title: string, said: readonly Said[]): ExtractorCase {
  const { bytes, stream } = conversation(said, { server: resolver, handshake: false });
  return { name: title, kind: 'packet', input: bytes, stream };
}

const overTcp = (title: string, said: readonly Said[], port = 53): ExtractorCase & { kind: 'stream' } => {
  const { bytes, stream } = conversation(said, { server: { ...resolver, port } });
  return { name: title, kind: 'stream', input: bytes, stream };
};

export const fixture: ExtractorFixture = {
  fires: [
    {
      ...talk('a question', [{ from: 'client', text: asked }]),
      expect: [
        {
          kind: 'name-lookup',
          value: { name, type: 'A', sensor: 'capture', ...ends, outcome: 'asked', start: '2024-01-01T00:00:00.000Z' },
        },
      ],
    },
    {
      ...talk('an answer', [{ from: 'server', text: answered }]),
      expect: [{ kind: 'name-lookup', value: { name, ...ends, outcome: 'answered', answers: ['203.0.113.9'] } }],
    },
    {
      ...talk('an answer that leads nowhere', [{ from: 'server', text: blocked }]),
      expect: [{ kind: 'name-lookup', value: { outcome: 'blocked', answers: ['0.0.0.0'] } }],
    },
    {
      ...talk('a name that is not there', [{ from: 'server', text: unknown }]),
      expect: [{ kind: 'name-lookup', value: { name, outcome: 'none' } }],
    },
    {
      ...talk('a resolver that refuses', [{ from: 'server', text: refused }]),
      expect: [{ kind: 'name-lookup', value: { name, outcome: 'refused' } }],
    },
    {
      ...talk('an alias of a pool', [{ from: 'server', text: aliasOf('cdn.example.com', name) }]),
      expect: [
        {
          kind: 'name-lookup',
          value: { name: 'cdn.example.com', outcome: 'answered', answers: [name, '203.0.113.9'] },
        },
      ],
    },
    {
      ...talk('a name through which an author is paid', [
        { from: 'client', text: makeDns({ questions: [{ name: 'donate.v2.xmrig.com', type: 28 }] }) },
      ]),
      expect: [{ kind: 'name-lookup', value: { name: 'donate.v2.xmrig.com', type: 'AAAA' } }],
    },
    {
      ...talk('what was asked three times, once without an answer and again at once', [
        { from: 'client', text: asked },
        { from: 'server', text: answered },
        { from: 'client', text: askedAgain },
        { from: 'client', text: askedAgain },
        { from: 'server', text: answered },
        { from: 'client', text: asked },
      ]),
      expect: [
        {
          kind: 'name-lookup',
          value: {
            name,
            outcome: 'answered',
            answers: ['203.0.113.9'],
            times: 3,
            start: '2024-01-01T00:00:00.000Z',
            end: '2024-01-01T00:00:05.000Z',
          },
        },
      ],
    },
    {
      ...talk('answers alone', [
        { from: 'server', text: answered },
        { from: 'server', text: answeredAgain },
      ]),
      expect: [{ kind: 'name-lookup', value: { outcome: 'answered', times: 2 } }],
    },
    {
      ...overTcp('questions and answers over TCP', [
        { from: 'client', text: framedDns(asked) },
        { from: 'server', text: framedDns(answered) },
        { from: 'client', text: framedDns(askedAgain) },
        { from: 'server', text: framedDns(answeredAgain) },
      ]),
      expect: [
        {
          kind: 'name-lookup',
          value: {
            name,
            outcome: 'answered',
            answers: ['203.0.113.9'],
            times: 2,
            start: '2024-01-01T00:00:00.000Z',
            end: '2024-01-01T00:00:03.000Z',
          },
        },
      ],
    },
  ],
  silent: [
    talk("a name that is no pool's", [
      { from: 'client', text: makeDns({ questions: [{ name: 'nanopool.example.com', type: 1 }] }) },
    ]),
    talk('an address that belongs to a pool, looked up by its number', [
      {
        from: 'server',
        text: makeDns({ questions: [{ name: '9.113.0.203.in-addr.arpa', type: 12 }], answers: [pointer()] }),
      },
    ]),
    talk('something that is no DNS', [{ from: 'client', text: `M-SEARCH * HTTP/1.1\r\n${name}` }]),
    overTcp('a conversation with something else', [{ from: 'client', text: framedDns(asked) }], 443),
    { name: 'a message in a file', input: asked },
  ],
};

function aliasOf(alias: string, target: string): Uint8Array {
  return makeDns({
    questions: [{ name: alias, type: 1 }],
    answers: [
      { name: alias, type: 5, data: dnsName(target) },
      { name: target, type: 1, data: [203, 0, 113, 9] },
    ],
  });
}

function pointer(): { name: string; type: number; data: number[] } {
  return { name: '9.113.0.203.in-addr.arpa', type: 12, data: dnsName(name) };
}
