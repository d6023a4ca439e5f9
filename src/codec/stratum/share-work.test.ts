import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conversation, type Said } from '../../../tests/make-stream.ts';
import { readSession } from './session.ts';
import { hashesOfTarget } from './share-work.ts';

const lines = (...messages: readonly object[]): string => messages.map((one) => `${JSON.stringify(one)}\n`).join('');
const miner = (...messages: readonly object[]): Said => ({ from: 'client', text: lines(...messages) });
const pool = (...messages: readonly object[]): Said => ({ from: 'server', text: lines(...messages) });

function hashesOf(...said: readonly Said[]): number | undefined {
  const { bytes, stream } = conversation(said);
  const read = readSession(bytes, stream);
  if (read.status !== 'ok') throw new Error('no session');
  return read.value.hashes;
}

describe('a cryptonote target', () => {
  it('asks for as many hashes as it is rare', () => {
    // Little-endian 0x00068db8, which is 2^32 / 10,000.
    expect(hashesOfTarget('b88d0600')).toBeCloseTo(10_000, 0);
    expect(hashesOfTarget('ffffffff')).toBeCloseTo(1, 6);
    expect(hashesOfTarget('0000000000000001')).toBe(2 ** 8);
    expect(hashesOfTarget('B88D060000000000')).toBe(2 ** 64 / 0x00068db8);
  });
  it.each(['00000000', '0000000000000000', 'ffff', '', `${'0'.repeat(60)}ffff`])(
    'is not read where it is %j',
    (target) => {
      expect(hashesOfTarget(target)).toBeUndefined();
    },
  );
  it('reads four bytes as the upper half of eight', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 - 1 }), (value) => {
        const hex = value.toString(16).padStart(8, '0').match(/../g)?.reverse().join('') ?? '';
        expect(hashesOfTarget(hex)).toBe(2 ** 32 / value);
        expect(hashesOfTarget(`00000000${hex}`)).toBe(2 ** 32 / value);
      }),
    );
  });
});

describe('hashes behind a cryptonote session', () => {
  const job = (id: string | number, target: string, more: object = {}): object => {
    return { method: 'job', params: { blob: '10'.repeat(38), job_id: id, target, ...more } };
  };
  const share = (id: number, job: string | number): object => {
    return { id, method: 'submit', params: { job_id: job, nonce: '0' } };
  };
  const taken = (...ids: number[]): Said => pool(...ids.map((id) => ({ id, result: { status: 'OK' } })));
  const refused = (id: number): Said => pool({ id, error: { code: -1 } });

  it('add up, each by the target of its own job, and none of a refused share', () => {
    const said = [
      pool(job('a', '00000001'), job('b', '00000010')),
      miner(share(1, 'a'), share(2, 'b'), share(3, 'a'), share(4, 'a')),
      taken(1, 2, 3),
      refused(4),
    ];
    expect(hashesOf(...said)).toBe(2 ** 8 + 2 ** 4 + 2 ** 8);
  });
  it('are counted by the target that held when the share was sent', () => {
    const said = [pool(job('a', '00000001')), miner(share(1, 'a')), pool(job('a', '00000010')), taken(1)];
    expect(hashesOf(...said)).toBe(2 ** 8);
  });
  it('take 1 and "1" for one job', () => {
    expect(hashesOf(pool(job(1, '00000001')), miner(share(1, '1')), taken(1))).toBe(2 ** 8);
  });
  it.each<[string, Said[]]>([
    ['nothing was accepted', [pool(job('a', '00000001')), miner(share(1, 'a')), refused(1)]],
    ['a job was not seen', [pool(job('a', '00000001')), miner(share(1, 'a'), share(2, 'z')), taken(1, 2)]],
    ['a target is of another form', [pool(job('a', 'f'.repeat(64))), miner(share(1, 'a')), taken(1)]],
    [
      'the jobs are of different functions',
      [
        pool(job('a', '00000001', { algo: 'rx/0' }), job('b', '00000001', { algo: 'cn/r' })),
        miner(share(1, 'a'), share(2, 'b')),
        taken(1, 2),
      ],
    ],
    [
      'the job is long gone',
      [pool(...Array.from({ length: 2000 }, (_, i) => job(`j${i}`, '00000001'))), miner(share(1, 'j0')), taken(1)],
    ],
  ])('are not known where %s', (_, said) => {
    expect(hashesOf(...said)).toBeUndefined();
  });
});

describe('hashes behind a bitcoin session', () => {
  const notify = (id: string): object => {
    return { method: 'mining.notify', params: [id, '0'.repeat(64), '01', '02', [], '2', '1d', '5f', true] };
  };
  const difficulty = (value: unknown): object => ({ method: 'mining.set_difficulty', params: [value] });
  const share = (id: number, job: string): object => {
    return { id, method: 'mining.submit', params: ['w', job, '00', '5f', '00'] };
  };
  const taken = (...ids: number[]): Said => pool(...ids.map((id) => ({ id, result: true, error: null })));

  it('go by the difficulty that was set before the job', () => {
    const said = [
      pool(difficulty(2), notify('a'), difficulty(1024), notify('b')),
      miner(share(1, 'a'), share(2, 'b')),
      taken(1, 2),
    ];
    expect(hashesOf(...said)).toBe((2 + 1024) * 2 ** 32);
  });
  it.each<[string, object[]]>([
    ['was never set', []],
    ['is no number', [difficulty('high')]],
    ['is nought', [difficulty(0)]],
    ['is beyond belief', [difficulty(1e300)]],
    ['gave way to a target', [difficulty(2), { method: 'mining.set_target', params: ['0'.repeat(64)] }]],
  ])('are not known where the difficulty %s', (_, set) => {
    expect(hashesOf(pool(...set, notify('a')), miner(share(1, 'a')), taken(1))).toBeUndefined();
  });
});
