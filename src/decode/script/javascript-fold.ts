/**
 * String tricks of JavaScript, undone without evaluating anything: the script with what it hides written out. In a page
 * the scripts within it. What is undone and what is not: codec/javascript/fold.ts. Does not see: scripts in attributes,
 * JSFuck, scripts that take apart nothing but rename everything.
 */
import { foldJavaScript } from '../../codec/javascript/fold.ts';
import { loadParser, type ParseJavaScript } from '../../codec/javascript/parse.ts';
import { defineDecoder, type WindowDecoder } from '../../model/units.ts';
import { foldedChildren, scriptText } from './folded.ts';

let parser: ParseJavaScript | undefined;

export const javascriptFold: WindowDecoder = defineDecoder({
  id: 'javascript-fold',
  title: 'JavaScript with its hidden strings written out',
  mode: 'window',
  anchors: [
    { text: 'eval(function(' },
    { text: 'fromCharCode(' },
    { text: "['fromCharCode']" },
    { text: '["fromCharCode"]' },
    { text: 'var _0x' },
    { text: 'let _0x' },
    { text: 'const _0x' },
    { text: 'function _0x' },
    { text: "['\\x6" },
    { text: "['\\x7" },
    { text: '["\\x6' },
    { text: '["\\x7' },
    { text: "'\\x68\\x74" },
    { text: '"\\x68\\x74' },
    { text: 'child_process' },
    { text: 'unescape(' },
    { text: 'atob(' },
    { text: ".split('').reverse()" },
    { text: '.split("").reverse()' },
    { text: "'base64')" },
    { text: '"base64")' },
    { text: "'hex')" },
    { text: '"hex")' },
  ],
  kinds: ['script', 'page', 'source-code', 'text'],
  async load() {
    parser ??= await loadParser();
  },
  *open(view, context) {
    const parse = parser;
    const script = scriptText(view, ['script', 'source-code', 'page']);
    if (!parse || !isSuspect(script.text)) return;
    yield* foldedChildren(view, script, context, (text, folding) => {
      for (const { code, at } of scriptsIn(text)) foldJavaScript(code, parse, folding, at);
    });
  },
});

function isSuspect(text: string): boolean {
  return signs.some((sign) => sign.test(text)) || hasMany(text, /\b_0x[\da-f]{3,8}\b/g, leastNames);
}

/** Names that an obfuscator gave. */
const leastNames = 6;

function hasMany(text: string, pattern: RegExp, least: number): boolean {
  let count = 0;
  for (const _ of text.matchAll(pattern)) if (++count >= least) return true;
  return false;
}

/** One of them stands in every script that hides a string, and in few that do not. */
const signs = [
  /eval\(function\(p,a,c,k,e/,
  /(?:\\x[2-7][\da-f]|\\u00[2-7][\da-f]){6}/i,
  /fromCharCode(?:["']\])?(?:\.apply)?\((?:[^),]{0,12},){4}/,
  /\batob\(\s{0,9}["'`]|\bunescape\(\s{0,9}["'`]%|Buffer\.from\(\s{0,9}["'`][\w+/=]{8}/,
  /["'`]\s{0,9}\.split\((?:""|'')\)\.reverse\(\)/,
  /(?:["'][^"'\n\\]{1,5}["']\s{0,9}\+\s{0,9}){3}["']/,
];

/** The text itself, or the scripts of a page. */
function* scriptsIn(text: string): Iterable<{ code: string; at: number }> {
  if (!/^\s{0,99}</.test(text)) {
    yield { code: text, at: 0 };
    return;
  }
  const lower = text.toLowerCase();
  for (let at = lower.indexOf('<script'); at >= 0; at = lower.indexOf('<script', at)) {
    const begin = lower.indexOf('>', at);
    if (begin < 0) return;
    const end = lower.indexOf('</script', begin);
    const until = end < 0 ? text.length : end;
    yield { code: text.slice(begin + 1, until), at: begin + 1 };
    at = until;
  }
}
