import { describe, expect, it } from 'vitest';
import { open } from '../../../tests/script-decoder.ts';
import { mostBytes } from './folded.ts';
import { fixture } from './shell-fold.fixture.ts';
import { shellFold } from './shell-fold.ts';

describe('folded scripts', () => {
  it('keep bytes that are no ASCII as they stood', async () => {
    const script = Buffer.concat([Buffer.from('# gr\xfc\xdfe\n', 'latin1'), Buffer.from(fixture.opens)]);
    const [child] = await open(shellFold, new Uint8Array(script));
    expect(child && 'bytes' in child && Buffer.from(child.bytes).subarray(0, 8)).toEqual(script.subarray(0, 8));
  });

  it('longer than is looked at are a gap, if they hide something', async () => {
    const script = `${Buffer.from(fixture.opens).toString()}${'# nothing here\n'.repeat(mostBytes / 15 + 1)}`;
    const [child, gap] = await open(shellFold, script);
    expect(child).toHaveProperty('name', 'folded');
    expect(gap).toMatchObject({ gap: { code: 'limit-bytes' } });
  });

  it('that hide more than may be worked out are a gap', async () => {
    const script = `#!/bin/sh\na=xxxxxxxxxxxxxxxx\n${'a=$a$a$a\n'.repeat(60)}`;
    expect(await open(shellFold, script)).toContainEqual({
      gap: expect.objectContaining({ code: 'limit-count' }),
    });
  });
});
