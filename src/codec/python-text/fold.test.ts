import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, isRevealing } from '../fold/edits.ts';
import { foldPython } from './fold.ts';

const fold = (text: string): string => applyEdits(text, foldPython(text).edits);
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('python-fold undoes', () => {
  it.each([
    ['texts taken apart', `x = 'xm' + "ri" + 'g'`, '"xmrig"'],
    ['texts side by side', `x = 'xm' "ri" 'g'`, '"xmrig"'],
    ['escapes', String.raw`x = '\x78\x6d\x72\x69\x67'`, '"xmrig"'],
    ['characters by number', `x = ''.join([chr(120), chr(109), chr(0x72)])`, '"xmr"'],
    ['characters by a map', `x = ''.join(map(chr, [120, 109, 114]))`, '"xmr"'],
    ['reversed texts', `x = 'girmx'[::-1]`, '"xmrig"'],
    ['base 64', `x = base64.b64decode('${base64('xmrig')}').decode('utf-8')`, '"xmrig"'],
    ['base 64 of bytes, by an imported module', `x = __import__('base64').b64decode(b'${base64('xmrig')}')`, '"xmrig"'],
    ['hex', `x = bytes.fromhex('786d726967').decode()`, '"xmrig"'],
    ['shifted letters', `x = codecs.decode('kzevt', 'rot13')`, '"xmrig"'],
    ['code that is run', `exec(base64.b64decode('${base64("os.system('xm' + 'rig')")}'))`, 'os.system("xmrig")'],
    ['variables', `a = 'xm' + 'ri'\nb = a + 'g'\n`, '"xmrig"'],
  ])('%s', (_, script, expected) => expect(fold(script)).toContain(expected));

  it('bytes that zlib packed', () => {
    const packed = deflateSync('import os; os.system("xmrig")');
    const script = `exec(zlib.decompress(base64.b64decode('${packed.toString('base64')}')))`;
    expect(foldPython(script).hidden).toMatchObject([{ bytes: new Uint8Array(packed), packed: 'zlib' }]);
  });

  it('leaves messages and paths alone', () => {
    const script = `print('The file ' + name + ' is missing. '\n  'Please try again.')\nx = os.path.join('a', 'b')\n`;
    expect(isRevealing(script, foldPython(script).edits)).toBe(false);
  });

  it('puts bytes together no longer than they may become', () => {
    const folding = foldPython("b'a'+".repeat(40_000));
    expect(folding.budget.exhausted).toBe(true);
  });

  it.each(["'\\\\'", '"', '(', '[', "b'", '.join(', 'exec('])('does its work once on repetitions of %j', (piece) => {
    const folding = foldPython(piece.repeat(20_000));
    expect(folding.edits.length).toBeLessThan(20_000);
  });

  it('ends on any text, with edits that lie within it', () => {
    const words = fc.constantFrom(...`'"+-()[].,=:\n #\\ab1`, `'a'`, 'chr(', 'exec(', '[::-1]', 'x=', '.join(', '"""');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 150 }), (parts) => {
        const text = parts.join('');
        for (const { at, end } of foldPython(text).edits) expect(at >= 0 && at <= end && end <= text.length).toBe(true);
      }),
    );
  });
});
