/**
 * String tricks of Python, undone without running anything: the script with what it hides written out, and the bytes that
 * it would unpack. What is undone and what is not: codec/python-text/fold.ts.
 * Does not see: scripts without any of the anchors, compiled Python (marshal).
 */
import { foldPython } from '../../codec/python-text/fold.ts';
import { defineDecoder, type WindowDecoder } from '../../model/units.ts';
import { foldedChildren, scriptText } from './folded.ts';

export const pythonFold: WindowDecoder = defineDecoder({
  id: 'python-fold',
  title: 'Python scripts with their hidden strings written out',
  mode: 'window',
  anchors: [
    { text: 'b64decode(' },
    { text: '.fromhex(' },
    { text: 'unhexlify(' },
    { text: 'exec(base64' },
    { text: 'exec(zlib' },
    { text: 'exec(codecs' },
    { text: 'exec(compile(' },
    { text: '__import__(' },
    { text: 'zlib.decompress(' },
    { text: 'codecs.decode(' },
    { text: '.join(map(chr' },
    { text: '.join([chr(' },
    { text: ')+chr(' },
    { text: ') + chr(' },
    { text: 'os.system(' },
    { text: 'os.popen(' },
    { text: "'rot13'" },
    { text: '"rot13"' },
    { text: "'[::-1]" },
    { text: '"[::-1]' },
  ],
  kinds: ['script', 'source-code', 'text'],
  *open(view, context) {
    const script = scriptText(view, ['script', 'source-code']);
    if (signs.some((sign) => sign.test(script.text)))
      yield* foldedChildren(view, script, context, (text, folding) => void foldPython(text, folding));
  },
});

/** One of them stands in every script that hides a string, and in few that do not. */
const signs = [
  /b64decode\(\s{0,9}(?:[bru]{0,2}["']|codecs|['"]{2}\.join|bytes)/,
  /(?:fromhex|unhexlify)\(\s{0,9}b?["'][\da-f]{16}/i,
  /["']\[::-1\]/,
  /(?:chr\(\s{0,9}(?:0x)?[\da-f]{1,4}\s{0,9}\)\s{0,9}[,+]\s{0,9}){3}|map\(\s{0,9}chr\s{0,9},\s{0,9}\[/,
  /decode\(\s{0,9}["'][^"'\n]{8,9999}["']\s{0,9},\s{0,9}["']rot_?13/,
  /(?:exec|eval)\(\s{0,9}(?:base64|zlib|__import__|codecs|bytes|compile\(\s{0,9}(?:base64|zlib|__import__))/,
  /(?:["'][^"'\n\\]{1,5}["']\s{0,9}\+\s{0,9}){3}["']/,
];
