/**
 * String tricks of VBScript and VBA, undone without running anything: the script with what it hides written out.
 * What is undone and what is not: codec/vbscript/fold.ts. Does not see: scripts without any of the anchors.
 */
import { foldVbScript } from '../../codec/vbscript/fold.ts';
import { defineDecoder, type WindowDecoder } from '../../model/units.ts';
import { foldedChildren, scriptText } from './folded.ts';

export const vbscriptFold: WindowDecoder = defineDecoder({
  id: 'vbscript-fold',
  title: 'VBScript with its hidden strings written out',
  mode: 'window',
  anchors: [
    { text: 'createobject(', fold: true },
    { text: 'executeglobal', fold: true },
    { text: 'execute("', fold: true },
    { text: 'execute chr', fold: true },
    { text: 'strreverse(', fold: true },
    { text: '& chr(', fold: true },
    { text: '&chr(', fold: true },
    { text: '& chrw(', fold: true },
    { text: '&chrw(', fold: true },
  ],
  kinds: ['script', 'page', 'source-code', 'text'],
  *open(view, context) {
    const script = scriptText(view, ['script', 'page']);
    if (signs.some((sign) => sign.test(script.text)))
      yield* foldedChildren(view, script, context, (text, folding) => void foldVbScript(text, folding));
  },
});

/** One of them stands in every script that hides a string, and in few that do not. */
const signs = [
  /(?:chrw?\$?\(\s{0,9}(?:&h)?[\da-f]{1,5}[^)\n]{0,20}\)\s{0,9}[&+]\s{0,9}){3}/i,
  /strreverse\(\s{0,9}"/i,
  /(?:"[^"\n]{1,5}"\s{0,9}&\s{0,9}){3}/,
  /\bexecute(?:global)?[\s(]{1,9}(?:chrw?\(|replace\(|strreverse\(|")/i,
];
