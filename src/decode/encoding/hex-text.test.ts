import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexText as wrap } from '../../../examples/2018-installer/archive.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { nodeHost } from '../../engine/node/host.ts';
import { defaultLimits } from '../../model/limits.ts';
import type { Decoded } from '../../model/units.ts';
import { fixture } from './hex-text.fixture.ts';
import { hexText } from './hex-text.ts';

const program = Buffer.concat([Buffer.from('MZ'), Buffer.from(Array.from({ length: 300 }, (_, i) => i & 0xff))]);
const text = Buffer.from(wrap(program));

function decode(bytes: Uint8Array): Decoded[] {
  const out = hexText.decode(bytes, { host: nodeHost, limits: defaultLimits });
  if (Symbol.asyncIterator in out) throw new Error('hex text needs no waiting');
  return [...out];
}

const accepts = (bytes: Uint8Array): boolean => hexText.accepts(bytes.subarray(0, 512), 'x');

describe('hex-text', () => {
  it('opens its own format and leaves other bytes alone', () => {
    expect(accepts(fixture.opens)).toBe(true);
    expect(decode(fixture.opens)).toHaveLength(1);
    expect(accepts(fixture.leaves)).toBe(false);
  });

  it('gives the file that the digits stand for, in either case and however the lines are broken', () => {
    for (const form of [text, Buffer.from(text.toString().toUpperCase()), Buffer.from(program.toString('hex'))]) {
      expect(accepts(form)).toBe(true);
      expect(decode(form)).toEqual([{ name: 'hex', bytes: new Uint8Array(program) }]);
    }
  });

  it('leaves alone what is no hex, what is short, and what decodes to nothing known', () => {
    const others = [
      '',
      'MZ',
      program.subarray(0, 40).toString('hex'),
      'f'.repeat(1000),
      '12345 67890 '.repeat(100),
      `${program.toString('hex', 0, 100)} and words`,
      `0x${program.toString('hex')}`,
    ];
    for (const other of others) expect(accepts(Buffer.from(other)), other).toBe(false);
  });

  it('gives what stands before and after a place where the digits end, and says where', () => {
    const broken = Buffer.concat([text.subarray(0, 400), Buffer.from('!'), text.subarray(400)]);
    const [gap, child, rest] = decode(broken);
    expect(gap).toMatchObject({ gap: { code: 'malformed', offset: 400 } });
    expect(child).toMatchObject({ name: 'hex', bytes: new Uint8Array(program.subarray(0, 197)) });
    expect(rest).toEqual({ name: 'rest@0x190', bytes: broken.subarray(400) });
  });

  it('gives all whole bytes where half a byte is left over', () => {
    const [gap, child] = decode(Buffer.concat([text, Buffer.from('f')]));
    expect(gap).toMatchObject({ gap: { code: 'malformed' } });
    expect(child).toMatchObject({ bytes: new Uint8Array(program) });
  });

  it('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(decode(Buffer.from(wrap(bytes)))).toEqual([{ name: 'hex', bytes }]);
      }),
    );
  });

  it.skipIf(!hasPeer('xxd', '-v'))('reads what xxd writes (skipped without xxd)', () => {
    const written = execFileSync('xxd', ['-p'], { input: program });
    expect(accepts(written)).toBe(true);
    expect(decode(written)).toEqual([{ name: 'hex', bytes: new Uint8Array(program) }]);
  });
});
