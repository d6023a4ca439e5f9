/** Folding of scripts in five languages: nothing throws, loops end, and edits lie within the text. */
import { Folding } from '../../src/codec/fold/edits.ts';
import { foldJavaScript } from '../../src/codec/javascript/fold.ts';
import { loadParser } from '../../src/codec/javascript/parse.ts';
import { latin1 } from '../../src/codec/latin1/latin1.ts';
import { foldPowerShell } from '../../src/codec/powershell/fold.ts';
import { foldPython } from '../../src/codec/python-text/fold.ts';
import { foldShell } from '../../src/codec/shell-script/fold.ts';
import { foldVbScript } from '../../src/codec/vbscript/fold.ts';
import type { FuzzTarget } from '../target.ts';

const parse = await loadParser();

const seeds = [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell script, not a template
  "#!/bin/sh\na=cu; b=rl; $a$b x | base64 -d | sh\nc\\url ${a:1:2} $'\\x63' {a,b} <<E\nx $(echo eA== | base64 -d)\nE\n",
  `d() { echo "$1" | rev; }; eval "$(d lruc)"; case x in a) b ;; esac; z=(a b); \${z[0]}\${a//c/d} \`echo a\``,
  `$a = 'x'+"y"; ("{1}{0}" -f 'a','b'); -join [char[]](1,2); iex $a; (1..3 | % { [char]$_ }); powershell -enc eAB5AA==`,
  `var t=['a','b'];(function(a,b){a['push'](a['shift']())}(t,0x1));x=t[0]+'\\x41\\x42\\x43\\x44';eval(atob('eA=='))`,
  'x = "a" & Chr(98) & StrReverse("dc")\nExecute "y = ""z"""\n',
  `import base64\nexec(base64.b64decode('eA=='))\nx = ''.join([chr(97), chr(98)])[::-1] + "a" 'b'\n`,
];

export const target: FuzzTarget = {
  id: 'script-fold',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const text = latin1(bytes);
    const foldings = [foldShell, foldPowerShell, foldVbScript, foldPython].map((fold) => fold(text));
    foldings.push(foldJavaScript(text, parse) ?? new Folding());
    for (const { edits, hidden } of foldings)
      for (const { at, end } of [...edits, ...hidden])
        if (at < 0 || end < at || end > text.length) throw new Error(`an edit from ${at} to ${end} of ${text.length}`);
  },
};
