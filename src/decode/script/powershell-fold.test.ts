import { describe, expect, it } from 'vitest';
import { behavesAsScriptDecoder, open, textOf } from '../../../tests/script-decoder.ts';
import { fixture } from './powershell-fold.fixture.ts';
import { powershellFold } from './powershell-fold.ts';

behavesAsScriptDecoder(powershellFold, fixture);

describe('powershell-fold', () => {
  it('reads scripts in UTF-16, too', async () => {
    const script = Buffer.from(`\ufeff${Buffer.from(fixture.opens).toString()}`, 'utf16le');
    const [child] = await open(powershellFold, new Uint8Array(script));
    expect(textOf(child)).toContain(fixture.holds);
    expect(child).toMatchObject({ from: { offset: 0, length: script.length } });
  });

  it('says so where bytes that a script would inflate are no DEFLATE', async () => {
    const bytes = Buffer.alloc(24, 7).toString('base64');
    const script = `New-Object IO.Compression.DeflateStream([IO.MemoryStream][Convert]::FromBase64String('${bytes}'), 0)`;
    expect(await open(powershellFold, script)).toMatchObject([{ gap: { code: 'not-supported' } }]);
  });
});
