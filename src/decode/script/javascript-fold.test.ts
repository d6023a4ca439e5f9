import { describe, expect, it } from 'vitest';
import { behavesAsScriptDecoder, open, textOf } from '../../../tests/script-decoder.ts';
import { fixture } from './javascript-fold.fixture.ts';
import { javascriptFold } from './javascript-fold.ts';

behavesAsScriptDecoder(javascriptFold, fixture);

describe('javascript-fold', () => {
  it('finds scripts within pages', async () => {
    const page = `<html><p>it's</p><script>${Buffer.from(fixture.opens).toString()}</script></html>`;
    const [child] = await open(javascriptFold, page, 'page');
    expect(textOf(child)).toContain(`<script>var command = "${fixture.holds}";`);
  });
});
