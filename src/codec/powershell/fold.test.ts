import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, isRevealing } from '../fold/edits.ts';
import { foldPowerShell } from './fold.ts';

const fold = (text: string): string => applyEdits(text, foldPowerShell(text).edits);
const wide = (text: string): string => Buffer.from(text, 'utf16le').toString('base64');
const narrow = (text: string): string => Buffer.from(text).toString('base64');
const command = 'xmrig -o pool.example.com:3333';

describe('powershell-fold undoes', () => {
  it.each([
    ['sums', `$a = 'xm' + "ri" + 'g'`, `'xmrig'`],
    ['formats', `("{1}{0}{2}" -f 'ri','xm','g')`, `'xmrig'`],
    ['joins', `('x','m','r','i','g') -join ''`, `'xmrig'`],
    ['joins before', `-join ('x','m','r','i','g')`, `'xmrig'`],
    ['static joins', `[string]::Join('', ('x','m','r'))`, `'xmr'`],
    ['replacements', `'xZZmrZZig' -replace 'ZZ',''`, `'xmrig'`],
    ['methods', `'xZmrZig'.replace('Z','')`, `'xmrig'`],
    ['characters', `[char]0x78+[char]109+'rig'`, `'xmrig'`],
    ['lists of characters', `[char[]](120,109,114,105,103) -join ''`, `'xmrig'`],
    ['backticks', 'Inv`oke-Web`Request x', 'Invoke-WebRequest x'],
    ['variables', `$a='xm'; $b='rig'; start ($a+$b)`, `start 'xmrig'`],
    ['variables in texts', `$a='xm'; $b='rig'; start "$a$b"`, `start 'xmrig'`],
    ['indexes backwards', `-join 'girmx'[-1..-5]`, `'xmrig'`],
    ['reversed lists', `$a='girmx'.ToCharArray(); [array]::Reverse($a); start (-join $a)`, `start 'xmrig'`],
    ['base 64', `[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${narrow('xmrig')}'))`, `'xmrig'`],
    [
      'base 64 of UTF-16',
      `[System.Text.Encoding]::Unicode.GetString([System.Convert]::FromBase64String("${wide('xmrig')}"))`,
      `'xmrig'`,
    ],
    ['-enc', `powershell.exe -nop -w hidden -enc ${wide(command)}`, command],
    ['-EncodedCommand of it', `powershell -EncodedCommand ${wide(`powershell -e ${wide(command)}`)}`, command],
    ['iex', `iex ('xm' + 'rig -o pool')`, 'xmrig -o pool'],
    ['a pipe into iex', `('xm' + 'rig -o pool') | iex`, 'xmrig -o pool'],
    ['iex by its letters', `& ($pshome[4]+$pshome[30]+'x') ('xm' + 'rig -o pool')`, 'xmrig -o pool'],
    ['numbers that are turned into characters', `-join (120,109,114 | % { [char]$_ })`, `'xmr'`],
    ['numbers under a key', `-join (42,63,32 | ForEach-Object { [char]($_ -bxor 0x52) })`, `'xmr'`],
  ])('%s', (_, script, expected) => expect(fold(script)).toContain(expected));

  it('parts of an expression whose rest is unknown', () => {
    expect(fold(`start ((get-thing) + ('xm' + 'rig'))`)).toContain(`'xmrig'`);
  });

  it('packed bytes in base 64', () => {
    const packed = Buffer.from('1f8b0800000000000003cb48cdc9c95728cf2fca49e102000000ffff', 'hex').toString('base64');
    const script = `New-Object IO.Compression.GzipStream([IO.MemoryStream][Convert]::FromBase64String('${packed}'), 1)`;
    expect(foldPowerShell(script).hidden).toMatchObject([{ packed: 'gzip' }]);
  });
});

describe('powershell-fold leaves alone', () => {
  it.each([
    ['messages', `Write-Host ("Found {0} files in {1}" -f $n, 'C:\\x')`],
    ['paths', `$root = 'C:\\Program Files'; $exe = "$root\\thing\\thing.exe"; & $exe`],
    ['sums of sentences', `throw ('The file is missing. ' + 'Please look for it.')`],
  ])('%s', (_, script) => expect(isRevealing(script, foldPowerShell(script).edits)).toBe(false));

  it.each(['a`"', '{$x=1\n'])('goes on quickly behind %j that nothing closes', (piece) => {
    // Each of them took time with the square of their number: half a minute for this.
    const folding = foldPowerShell(piece.repeat(50_000));
    expect(folding.edits).toEqual([]);
  });

  it('keeps to its bounds with lists that grow', () => {
    const folding = foldPowerShell(`$a=@(1,2)\n${'$a+=1\n'.repeat(30_000)}`);
    expect(folding.budget.exhausted).toBe(true);
  });

  it.each(['"`', "@'\\n", '<# ', '@"\\n', "'", '(', '$(', 'a`', '[char]', '-join ', '@('])(
    'does its work once on repetitions of %j',
    (piece) => {
      const folding = foldPowerShell(piece.repeat(20_000));
      expect(folding.edits.length).toBeLessThan(20_000);
    },
  );

  it('ends on any text, with edits that lie within it', () => {
    const words = fc.constantFrom(
      ...'$()[]{}\'"`,.;|&+-@% \nax1',
      '-join',
      '[char]',
      '-f',
      '::',
      '..',
      'iex',
      '$a=',
      '% {',
      '@(',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 150 }), (parts) => {
        const text = parts.join('');
        for (const { at, end } of foldPowerShell(text).edits)
          expect(at >= 0 && at <= end && end <= text.length).toBe(true);
      }),
    );
  });
});
