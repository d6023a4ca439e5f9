/** Answers of dnsmasq, read by us and by Node's own resolver (c-ares). */
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { framedDns, makeDns } from '../../../tests/make-dns.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { type DnsMessage, framedDnsMessages, readDnsMessage } from './message.ts';

const host = '127.0.0.1';
const names = [
  '--host-record=pool.example.com,192.0.2.1,2001:db8::1',
  '--cname=eu.example.com,pool.example.com',
  '--txt-record=text.example.com,one,two',
  '--mx-host=mail.example.com,pool.example.com,10',
  '--srv-host=_stratum._tcp.example.com,pool.example.com,3333,1,1',
  '--ptr-record=1.2.0.192.in-addr.arpa,pool.example.com',
];

/** A port that is free now. */
async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, host);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

function read(bytes: Uint8Array): DnsMessage {
  const result = readDnsMessage(bytes);
  if (result.status !== 'ok') throw new Error(`${result.status}, not ok`);
  return result.value;
}

describe.skipIf(!hasPeer('dnsmasq'))('answers of dnsmasq (skipped without it)', () => {
  let port = 0;
  let peer: ChildProcess | undefined;
  const resolver = new Resolver({ timeout: 1000, tries: 5 });

  beforeAll(async () => {
    port = await freePort();
    const listen = [`--port=${port}`, `--listen-address=${host}`, '--bind-interfaces', '--keep-in-foreground'];
    const alone = ['--conf-file=/dev/null', '--no-resolv', '--no-hosts', '--pid-file', '--user=root'];
    peer = spawn('dnsmasq', [...listen, ...alone, ...names], { stdio: 'ignore' });
    resolver.setServers([`${host}:${port}`]);
    for (let i = 0; i < 20; i++)
      try {
        await resolver.resolve4('pool.example.com');
        return;
      } catch {
        await sleep(100);
      }
  }, 20_000);
  afterAll(() => {
    peer?.kill('SIGKILL');
  });

  async function ask(name: string, type: number): Promise<DnsMessage> {
    const others = [{ name: '', type: 41, data: [] }];
    const socket = createSocket('udp4');
    try {
      socket.send(makeDns({ questions: [{ name, type }], others }), port, host);
      const [bytes] = await once(socket, 'message', { signal: AbortSignal.timeout(5000) });
      return read(Uint8Array.from(bytes));
    } finally {
      socket.close();
    }
  }

  const data = async (name: string, type: number): Promise<(string | undefined)[]> =>
    (await ask(name, type)).answers.map((answer) => answer.data);

  it('are addresses and aliases', async () => {
    expect(await data('pool.example.com', 1)).toEqual(await resolver.resolve4('pool.example.com'));
    expect(await data('pool.example.com', 28)).toEqual(await resolver.resolve6('pool.example.com'));
    expect(await data('eu.example.com', 1)).toEqual(['pool.example.com', '192.0.2.1']);
    expect(await resolver.resolveCname('eu.example.com')).toEqual(['pool.example.com']);
  });

  it('are texts, mail hosts, services and names of addresses', async () => {
    expect(await data('text.example.com', 16)).toEqual(
      (await resolver.resolveTxt('text.example.com')).map((t) => t.join('')),
    );
    const exchanges = await resolver.resolveMx('mail.example.com');
    expect(await data('mail.example.com', 15)).toEqual(exchanges.map(({ exchange }) => exchange));
    const services = await resolver.resolveSrv('_stratum._tcp.example.com');
    expect(await data('_stratum._tcp.example.com', 33)).toEqual(services.map((service) => service.name));
    expect(await data('1.2.0.192.in-addr.arpa', 12)).toEqual(await resolver.reverse('192.0.2.1'));
  });

  it('say that they are complete, and what became of a name that the server may not look up', async () => {
    expect(await ask('pool.example.com', 1)).toMatchObject({ isAnswer: true, code: 0, complete: true });
    expect(await ask('elsewhere.example.org', 1)).toMatchObject({ code: 5, answers: [] });
  });

  it('are the same over TCP', async () => {
    const socket = connect(port, host);
    try {
      socket.end(framedDns(makeDns({ questions: [{ name: 'pool.example.com', type: 1 }] })));
      const heard: Buffer[] = [];
      socket.on('data', (bytes: Buffer) => heard.push(bytes));
      await once(socket, 'end', { signal: AbortSignal.timeout(5000) });
      const bytes = new Uint8Array(Buffer.concat(heard));
      const [first] = framedDnsMessages(bytes);
      const message = first && read(bytes.subarray(first.offset, first.offset + first.length));
      expect(message?.answers.map((answer) => answer.data)).toEqual(['192.0.2.1']);
    } finally {
      socket.destroy();
    }
  });
});
