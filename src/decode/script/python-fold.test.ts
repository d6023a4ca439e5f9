import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { behavesAsScriptDecoder, open } from '../../../tests/script-decoder.ts';
import { fixture } from './python-fold.fixture.ts';
import { pythonFold } from './python-fold.ts';

behavesAsScriptDecoder(pythonFold, fixture);

describe('python-fold', () => {
  it('comes with the packed bytes that a script holds', async () => {
    const packed = deflateSync('import os\nos.system("curl http://files.example.com/a")\n');
    const script = `import base64, zlib\nexec(zlib.decompress(base64.b64decode("${packed.toString('base64')}")))\n`;
    const [child] = await open(pythonFold, script);
    expect(child).toMatchObject({ name: expect.stringMatching(/^zlib@0x/), bytes: new Uint8Array(packed) });
  });
});
