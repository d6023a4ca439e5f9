/**
 * String tricks of PowerShell, undone without running anything: the script with what it hides written out, also where
 * another script calls `powershell -enc …`. What is undone and what is not: codec/powershell/fold.ts.
 * Does not see: scripts without any of the anchors, scripts within strings of other languages.
 */
import { foldPowerShell } from '../../codec/powershell/fold.ts';
import { defineDecoder, type WindowDecoder } from '../../model/units.ts';
import { foldedChildren, scriptText } from './folded.ts';

export const powershellFold: WindowDecoder = defineDecoder({
  id: 'powershell-fold',
  title: 'PowerShell scripts with their hidden strings written out',
  mode: 'window',
  anchors: [
    { text: 'frombase64string', fold: true },
    { text: '-encodedcommand', fold: true },
    { text: 'powershell -e', fold: true },
    { text: ' -enc ', fold: true },
    { text: ' -nop ', fold: true },
    { text: 'invoke-expression', fold: true },
    { text: '| iex', fold: true },
    { text: 'iex (', fold: true },
    { text: '[char]', fold: true },
    { text: '[char[]]', fold: true },
    { text: '[string]::join', fold: true },
    { text: "-join''", fold: true },
    { text: "-join ''", fold: true },
    { text: '{1}{0}' },
    { text: '{2}{0}' },
    { text: '{0}{2}' },
    { text: '{2}{1}' },
    { text: '$pshome[', fold: true },
    { text: '$shellid[', fold: true },
    { text: '$env:comspec[', fold: true },
    { text: '[array]::reverse', fold: true },
  ],
  kinds: ['script', 'text', 'config', 'source-code', 'log'],
  *open(view, context) {
    const script = scriptText(view);
    // Another language's code is no PowerShell; it may hold a call of it.
    const asked = view.kind === 'source-code' ? signs.slice(0, 2) : signs;
    if (asked.some((sign) => sign.test(script.text)))
      yield* foldedChildren(view, script, context, (text, folding) => void foldPowerShell(text, folding));
  },
});

/** One of them stands in every script that hides a string, and in few that do not. */
const signs = [
  /\s-e(?:c|n[a-z]{0,13})?\s{1,9}["']?[\w+/]{16}/i,
  /::frombase64string\(/i,
  /\{\d{1,3}\}\{\d{1,3}\}[^"'\n]{0,999}["']\s{0,9}-f\b/i,
  /\[char(?:\[\])?\]\s{0,9}\(?\s{0,9}[\d$(]/i,
  /-join\s{0,9}\(|-join\s{0,9}['"]{2}|\[string\]::(?:join|concat)\(/i,
  /(?:["'][^"'\n]{1,8}["']\s{0,9}\+\s{0,9}){2}["']/,
  /\b[a-z]{1,9}`[cdg-mopqsuw-z][a-z`-]{1,9}/i,
  /\$(?:pshome|shellid|env:comspec)\[|\[array\]::reverse|\[-1\s{0,9}\.\.\s{0,9}-/i,
];
