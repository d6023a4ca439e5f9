import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FoldBudget } from '../fold/constant.ts';
import { applyEdits, Folding, isRevealing } from '../fold/edits.ts';
import { foldShell } from './fold.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const fold = (text: string): string => applyEdits(text, foldShell(text).edits);
const reveals = (text: string): boolean => isRevealing(text, foldShell(text).edits);
const command = 'xmrig -o pool.example.com:3333';

describe('shell-fold undoes', () => {
  it.each([
    ['empty quotes within words', `cu''rl -s x`, 'curl -s x'],
    ['quotes around letters', `"cu"'r'l -s x`, 'curl -s x'],
    ['backslashes before letters', String.raw`c\u\rl -s x`, 'curl -s x'],
    ['ANSI-C quotes', String.raw`$'\x63\165\u0072l' x`, 'curl x'],
    ['variables put together', 'a=xm; b=rig; ./$a$b', 'a=xm; b=rig; ./xmrig'],
    ['substrings', `a=__xmrig; \${a:2:5} -o x`, 'a=__xmrig; xmrig -o x'],
    ['replacements', `a=x#m#r#i#g; \${a//#/} -o x`, 'a=x#m#r#i#g; xmrig -o x'],
    ['prefixes and suffixes', `a=zzxmrigyy; b=\${a#zz}; \${b%yy}`, 'a=zzxmrigyy; b=xmrigyy; xmrig'],
    ['arrays', `a=(x m r i g); \${a[0]}\${a[1]}\${a[2]}\${a[3]}\${a[4]} -o x`, 'a=(x m r i g); xmrig -o x'],
    ['a variable that grows', 'a=xm; a+=ri; a+=g; $a', 'a=xm; a+=ri; a+=g; xmrig'],
    ['blanks by IFS', `curl\${IFS}-o\${IFS}x`, 'curl -o x'],
    ['blanks by braces', '{curl,-o,x}', 'curl -o x'],
    ['echo into base64 into a shell', `echo ${base64(command)} | base64 -d | sh`, command],
    [
      'echo into base64 into bash, quoted and on lines',
      `echo "${base64(command)}" |\n base64 --decode |\n/bin/bash`,
      command,
    ],
    ['a here-string', `base64 -d <<< ${base64(command)} | bash`, command],
    ['a here-document', `base64 -d <<EOF | sh\n${base64(command)}\nEOF\n`, command],
    ['eval of a substitution', `eval "$(echo ${base64(command)} | base64 -d)"`, command],
    ['eval of backquotes', `eval \`echo ${base64(command)} | base64 -d\``, command],
    ['sh -c', `bash -c "$(echo ${base64(command)}|base64 -d)"`, command],
    ['layers', `echo ${base64(`echo ${base64(command)} | base64 -d | bash`)} | base64 -d | sh`, command],
    ['hex', `$(printf ${Buffer.from('curl').toString('hex')} | xxd -r -p) x`, 'curl x'],
    ['reversed texts', `echo ${Array.from(command).reverse().join('')} | rev | sh`, command],
    ['shifted letters', `echo yns | tr 'b-za' 'a-z' | sh`, 'xmr'],
    ['printf', String.raw`$(printf '\x63\x75\x72\x6c') x`, 'curl x'],
    ['printf with arguments', 'eval $(printf "%s%s%s" xm ri g)', 'xmrig'],
    ['echo -e', String.raw`echo -e '\x63\x75\x72\x6c x' | sh`, 'curl x\n'],
    ['functions that decode', `d() { echo "$1" | base64 -d; }\n$(d ${base64('xmrig')}) -o x`, 'xmrig -o x'],
    [
      'an alphabet from which letters are picked',
      `z=ahmrigx; \${z:6:1}\${z:2:1}\${z:3:1}\${z:4:1}\${z:5:1}`,
      'z=ahmrigx; xmrig',
    ],
  ])('%s', (_, script, expected) => {
    expect(fold(script).trim()).toContain(expected.trim());
  });

  it('parts of a word whose rest is unknown', () => {
    expect(fold(`a=po; b=ol; x -o "$a$b.example.com/$(hostname)"`)).toContain('"pool.example.com/$(hostname)"');
  });

  it('what is written to a file', () => {
    const folded = fold(`echo ${base64(command)} | base64 -d > /tmp/x.sh`);
    expect(folded).toBe(`printf %s '${command}' > /tmp/x.sh`);
  });

  it('bytes that are no text', () => {
    const packed = Buffer.from('1f8b0800000000000003cb48cdc9c95728cf2fca49e102000000ffff', 'hex');
    const [hidden] = foldShell(`echo ${packed.toString('base64')} | base64 -d | gunzip | sh`).hidden;
    expect(hidden).toMatchObject({ bytes: new Uint8Array(packed), packed: 'gzip' });
  });
});

it('shell-fold tells of quotes in the middle of words', () => {
  expect(reveals('x -o po"ol.exa"mple.com')).toBe(true);
});

describe('shell-fold leaves alone', () => {
  it.each([
    ['paths that are put together', 'prefix=/usr/local; bin=$prefix/bin; "$bin/program" --flag="$prefix"'],
    ['what the branch decides', 'if x; then a=xm; else a=ri; fi\n./$a'],
    ['options', 'tar -C "$dir" -xf "$file" \'--exclude=a\'"$b"'],
    ['shell code of configure', `as_echo='printf %s\\n'; eval "$as_echo" hello; test -n "\${ZSH_VERSION+set}"`],
    ['case changed', `x=$(echo "Hello World" | tr 'A-Z' 'a-z'); echo $x`],
  ])('%s', (_, script) => expect(reveals(script)).toBe(false));

  it('does not mix what two branches set', () => {
    expect(fold('a=x; if y; then a=z; fi; echo $a')).toContain('echo $a');
  });
});

it('shell-fold keeps what a subshell sets to itself', () => {
  expect(fold('a=xm; if y; then b=$(a=zz; echo $a); fi; ./$a')).toContain('fi; ./xm');
});

describe('shell-fold on any text', () => {
  it('keeps to its bounds with lists that grow', () => {
    expect(foldShell(`a=(x y)\n${'a+=(z)\n'.repeat(30_000)}`).budget.exhausted).toBe(true);
  });

  it('goes on quickly behind blocks that nothing closes', () => {
    // Each assignment was told to every block around it: minutes for this.
    expect(foldShell('{ a=1\n'.repeat(50_000)).edits).toEqual([]);
  });

  const alphabet = fc.constantFrom(...'$(){}`\'"\\|;&<> \nab=[]#:/', '<<EOF\n', '$((', '${a', 'a=', 'if ', 'eval ');
  it('ends, and edits lie within the text', () => {
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 200 }), (parts) => {
        const text = parts.join('');
        for (const { at, end } of foldShell(text).edits) expect(at >= 0 && at <= end && end <= text.length).toBe(true);
      }),
    );
  });

  it('goes on behind a bracket that nothing opened, also within functions', () => {
    const script = 'f() {\n case $1 in\n  a) x ;;\n esac\n}\ncu"r"l x\n';
    const folding = foldShell(script, new Folding(new FoldBudget(5_000)));
    expect(folding.budget.exhausted).toBe(false);
    expect(applyEdits(script, folding.edits)).toContain('\ncurl x');
  });

  it('asks for nested substitutions once', () => {
    const nested = `${'$(echo '.repeat(30)}xmrig${')'.repeat(30)}`;
    expect(foldShell(`x=${nested}`, new Folding(new FoldBudget(20_000))).budget.exhausted).toBe(false);
  });

  it('keeps to its bounds', () => {
    const grows = `a=xxxxxxxxxxxxxxxx\n${'a=$a$a\n'.repeat(60)}`;
    const folding = foldShell(grows, new Folding(new FoldBudget(10_000, 100_000)));
    expect(folding.budget.exhausted).toBe(true);
  });

  it.each([
    ['very many brackets', '()'.repeat(150_000)],
    ['brackets around very many words', `(${'a;'.repeat(150_000)})`],
    ['parameters within parameters', `\${a`.repeat(150_000)],
    ['substitutions within parameters', `\${a:$(`.repeat(50_000)],
  ])('keeps to its bounds with %s', (_, text) => expect(() => foldShell(text)).not.toThrow());
});
