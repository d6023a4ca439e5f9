import { describe, expect, it } from 'vitest';
import { conversation, type Said } from '../../../tests/make-stream.ts';
import { readSession, type Session } from './session.ts';
import { poissonInterval } from './speed.ts';

const lines = (...messages: readonly object[]): string => messages.map((one) => `${JSON.stringify(one)}\n`).join('');
const start = Date.UTC(2024, 0, 1);

/** A miner that sends so many shares of 65,536 hashes each, evenly over so many seconds. */
function mine(shares: number, seconds: number, refusedFrom: number = shares): Said[] {
  const login = { id: 1, method: 'login', params: { login: 'me', pass: 'x', agent: 'a/1' } };
  const job = { job_id: 'j', blob: '10'.repeat(38), target: 'ffff0000' };
  const said: Said[] = [
    { from: 'client', text: lines(login), time: start },
    { from: 'server', text: lines({ id: 1, result: { id: 's', job, status: 'OK' } }), time: start },
  ];
  for (let i = 0; i < shares; i++) {
    const time = start + ((i + 1) * seconds * 1000) / shares;
    const share = { id: i + 2, method: 'submit', params: { job_id: 'j', nonce: '00000000' } };
    const verdict = i < refusedFrom ? { result: { status: 'OK' } } : { error: { message: 'low' } };
    said.push(
      { from: 'client', text: lines(share), time },
      { from: 'server', text: lines({ id: i + 2, ...verdict }), time },
    );
  }
  return said;
}

function speedOf(said: readonly Said[]): Session['speed'] {
  const { bytes, stream } = conversation(said);
  const read = readSession(bytes, stream);
  if (read.status !== 'ok') throw new Error('no session');
  return read.value.speed;
}

describe("a miner's speed", () => {
  it('is the hashes behind its shares over its time, between bounds', () => {
    const speed = speedOf(mine(100, 6553.6));
    expect(speed?.mid).toBeCloseTo(1000, -1);
    // 81.4 to 121.6 shares, for a hundred.
    expect(speed?.low).toBeCloseTo(814, -1);
    expect(speed?.high).toBeCloseTo(1216, -1);
  });
  it('leaves out what the pool refused', () => {
    expect(speedOf(mine(100, 6553.6, 50))?.mid).toBeCloseTo(500, -1);
  });
  it('takes shares that were never answered', () => {
    expect(speedOf(mine(100, 6553.6).filter(({ from }, i) => from === 'client' || i < 2))?.mid).toBeCloseTo(1000, -1);
  });
  it('leaves out the first shares where a capture came in late, and so says too little rather than too much', () => {
    const said = mine(100, 6553.6);
    const [, answer, ...rest] = said;
    const job = JSON.parse(String(answer?.text)).result.job;
    const late: Said = { from: 'server', text: lines({ method: 'job', params: job }) };
    const speed = speedOf([...rest.slice(0, 20), { ...late, time: rest[19]?.time ?? 0 }, ...rest.slice(20)]);
    expect(speed?.mid).toBeGreaterThan(850);
    expect(speed?.mid).toBeLessThan(1000);
  });
  it.each<[string, Said[]]>([
    ['there are no shares', mine(0, 100)],
    ['all was refused', mine(10, 100, 0)],
    ['it all was said at once', mine(10, 0)],
    ['the jobs were not seen', mine(10, 100).filter((_, i) => i !== 1)],
  ])('is not known where %s', (_, said) => {
    expect(speedOf(said)).toBeUndefined();
  });
});

describe('what may lie behind a number of chance events', () => {
  // Exact bounds: Garwood, Biometrika 28 (1936).
  it.each([
    [1, 0.025, 5.57],
    [3, 0.62, 8.77],
    [10, 4.8, 18.39],
    [100, 81.36, 121.63],
  ])('%d is between %d and %d', (count, low, high) => {
    const interval = poissonInterval(count);
    expect(Math.abs(interval.low - low)).toBeLessThan(0.05);
    expect(Math.abs(interval.high - high)).toBeLessThan(0.05);
  });
});
