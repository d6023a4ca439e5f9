import { describe, expect, it } from 'vitest';
import type { ExtractorCase } from '../../../tests/fixture.ts';
import { runExtractor } from '../../../tests/harness.ts';
import { conversation } from '../../../tests/make-stream.ts';
import { miningConfigSchema, stratumSessionSchema } from '../../model/payloads.ts';
import { fixture } from './stratum-session.fixture.ts';
import { stratumSession } from './stratum-session.ts';

describe('stratum-session', () => {
  it.each(fixture.fires)('sees $name', (example) => {
    const { sightings, misses } = runExtractor(stratumSession, example);
    expect(sightings).toMatchObject(example.expect);
    expect(misses).toEqual([]);
    for (const { kind, value } of sightings)
      expect(
        (kind === 'mining-config' ? miningConfigSchema : stratumSessionSchema).safeParse(value).error,
      ).toBeUndefined();
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runExtractor(stratumSession, example)).toEqual({ sightings: [], misses: [] });
  });
  it.each(fixture.silent)('is woken on $name, so that its silence says something', ({ name, ...example }) => {
    const woken = runExtractor(
      {
        ...stratumSession,
        *extract() {
          yield { gap: { code: 'crashed', what: 'called' } };
        },
      },
      { name, ...example },
    );
    expect(woken.misses).toHaveLength(1);
  });

  const said = [
    { from: 'client' as const, text: '{"id":1,"method":"login","params":{"login":"me","pass":"x","agent":"a/1"}}\n' },
  ];
  const { bytes, stream } = conversation([{ from: 'server', text: '\n' }, ...said]);
  const example: ExtractorCase = { name: 'a login', kind: 'stream', input: bytes, stream };

  it('points to the login, its packet and its time', () => {
    const [session] = runExtractor(stratumSession, example).sightings;
    expect(session).toMatchObject({ offset: 0, length: bytes.length - 2, packet: 2, time: stream.segments[1]?.time });
  });
  it('says that it read only the beginning where the conversation is too long to be handed over whole', () => {
    const view = { name: 'a', kind: 'stream' as const, bytes, hits: [], runs: [], stream, whole: false };
    const [gap, session] = [...stratumSession.extract({ ...view, base: 0 })];
    expect(gap).toMatchObject({ gap: { code: 'limit-bytes' } });
    expect(session).toMatchObject({ value: { login: 'me', complete: false } });
    expect([...stratumSession.extract({ ...view, base: 1000 })]).toHaveLength(1);
  });
  it('names no program where the agent names none', () => {
    const [, config] = runExtractor(stratumSession, {
      ...example,
      input: Buffer.from(Buffer.from(bytes).toString().replace('a/1', 'a~1')),
    }).sightings;
    expect(config?.value).not.toHaveProperty('miner');
  });
  it("calls it no donation where somebody else's wallet is paid, whatever the pool calls itself", () => {
    const wallet = '8AFCaKMr2QT6XW5TwcczAcTr8ELFkyhXuGAGdjx8rFfrU2mdKEwVu2511rX1npsYNeND2muvWpMJe7AGYzEaQzDwA5oaNyV';
    const params = { login: wallet, pass: 'x', agent: 'a/1', url: 'donate.v2.xmrig.com:3333' };
    const talk = conversation([{ from: 'client', text: `${JSON.stringify({ id: 1, method: 'login', params })}\n` }], {
      serverNames: ['donate.v2.xmrig.com'],
    });
    const [session] = runExtractor(stratumSession, {
      name: 'a',
      kind: 'stream',
      input: talk.bytes,
      stream: talk.stream,
    }).sightings;
    expect(session?.value).toMatchObject({ login: wallet, coin: 'monero' });
    expect(session?.value).not.toHaveProperty('donation');
  });
});
