import { describe, expect, it } from 'vitest';
import { behavesAsScriptDecoder, open, textOf } from '../../../tests/script-decoder.ts';
import { fixture } from './vbscript-fold.fixture.ts';
import { vbscriptFold } from './vbscript-fold.ts';

behavesAsScriptDecoder(vbscriptFold, fixture);

describe('vbscript-fold', () => {
  it('finds what a page hands to Execute', async () => {
    const page = `<script language="VBScript">Execute Chr(82) & Chr(117) & Chr(110) & Chr(32) & Chr(120) & Chr(49)</script>`;
    const [child] = await open(vbscriptFold, page, 'page');
    expect(textOf(child)).toBe('<script language="VBScript">Run x1</script>');
  });
});
