import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, isRevealing } from '../fold/edits.ts';
import { foldVbScript } from './fold.ts';

const fold = (text: string): string => applyEdits(text, foldVbScript(text).edits);

describe('vbscript-fold undoes', () => {
  it.each([
    ['texts taken apart', 'x = "xm" & "ri" & "g"', '"xmrig"'],
    ['characters by number', 'x = Chr(120) & Chr(&H6D) & ChrW(114) & "ig"', '"xmrig"'],
    ['sums of numbers', 'x = Chr(100+20) & Chr(110-1) & "rig"', '"xmrig"'],
    ['reversed texts', 'Run StrReverse("girmx")', '"xmrig"'],
    ['replacements', 'Run Replace("xZmZrZiZg", "Z", "")', '"xmrig"'],
    ['variables', 'a = "xm" & "ri"\nb = a & "g"\n', '"xmrig"'],
    ['code that is executed', 'Execute "Run ""xm"" & ""rig"""', 'Run "xmrig"'],
    ['code in brackets', 'ExecuteGlobal(StrReverse("x nuR"))', 'Run x'],
  ])('%s', (_, script, expected) => expect(fold(script)).toContain(expected));

  it('leaves messages alone', () => {
    const script = 'MsgBox "The file " & name & " was not found." & vbCrLf & "Please try again."';
    expect(isRevealing(script, foldVbScript(script).edits)).toBe(false);
  });

  it('ends on any text, with edits that lie within it', () => {
    const words = fc.constantFrom(...'"&+-()[].,=\n \'a1', 'Chr(', 'Execute ', '&H41', 'Replace(', '_\n');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 150 }), (parts) => {
        const text = parts.join('');
        for (const { at, end } of foldVbScript(text).edits)
          expect(at >= 0 && at <= end && end <= text.length).toBe(true);
      }),
    );
  });
});
