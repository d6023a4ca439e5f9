import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyEdits, isRevealing } from '../fold/edits.ts';
import { foldJavaScript } from './fold.ts';
import { loadParser, type ParseJavaScript } from './parse.ts';

let parse: ParseJavaScript;
beforeAll(async () => {
  parse = await loadParser();
});

const fold = (text: string): string => applyEdits(text, foldJavaScript(text, parse)?.edits ?? []);
const reveals = (text: string): boolean => isRevealing(text, foldJavaScript(text, parse)?.edits ?? []);
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** The shapes of javascript-obfuscator's string array, written by hand: a table that is turned by two. */
const turned = `
var _0xa1=['parse','7zed','miner','5abc','wss://','pool.'];
(function(_0xb1,_0xb2){var _0xb3=function(_0xb4){while(--_0xb4){_0xb1['push'](_0xb1['shift']());}};_0xb3(++_0xb2);}(_0xa1,0x2));
var _0xc1=function(_0xc2,_0xc3){_0xc2=_0xc2-0x0;var _0xc4=_0xa1[_0xc2];return _0xc4;};
open(_0xc1('0x2')+_0xc1('0x3')+'example');`;

/** The newer shape: a function gives the table, and it is turned until a sum of numbers is right. */
const summed = `
function _0xa1(){var _0xa2=['wss://','pool.','3abc','4def'];_0xa1=function(){return _0xa2;};return _0xa1();}
(function(_0xb1,_0xb2){var _0xb3=_0xd1,_0xb4=_0xb1();while(!![]){try{var _0xb5=parseInt(_0xb3(0x64))/0x1*(-parseInt(_0xb3(0x65))/0x2);
if(_0xb5===_0xb2)break;else _0xb4['push'](_0xb4['shift']());}catch(_0xb6){_0xb4['push'](_0xb4['shift']());}}}(_0xa1,-0x6));
function _0xd1(_0xd2,_0xd3){_0xd2=_0xd2-0x64;var _0xd4=_0xa1();var _0xd5=_0xd4[_0xd2];return _0xd5;}
open(_0xd1(0x66)+_0xd1(0x67)+'example');`;

describe('javascript-fold undoes', () => {
  it.each([
    ['texts taken apart', `x = 'xm' + "ri" + 'g'`, '"xmrig"'],
    ['escapes', String.raw`x = '\x78\x6d\x72\x69\x67'`, '"xmrig"'],
    ['characters by number', 'x = String.fromCharCode(120, 109, 0x72)', '"xmr"'],
    ['characters by number, applied', `x = String['fromCharCode'].apply(null, [120, 109, 114])`, '"xmr"'],
    ['characters under a key', 'x = [42, 63, 32].map(c => String.fromCharCode(c ^ 0x52)).join("")', '"xmr"'],
    ['base 64', `x = atob('${base64('xmrig')}')`, '"xmrig"'],
    ['base 64 of a buffer', `x = Buffer.from('${base64('xmrig')}', 'base64').toString()`, '"xmrig"'],
    ['percent signs', `x = unescape('%78%6d%72%69g')`, '"xmrig"'],
    ['reversed texts', `x = 'girmx'.split('').reverse().join('')`, '"xmrig"'],
    ['names of texts', `const a = 'xm', b = 'rig'; x = a + b`, 'x = "xmrig"'],
    ['tables', `const t = ['rig', 'xm']; x = t[1] + t[0x0]`, 'x = "xmrig"'],
    ['templates', `const a = 'xm'; x = \`\${a}\${'rig'}\``, 'x = "xmrig"'],
    ['functions of one expression', `function f(a, b) { return b + a } x = f('rig', 'xm')`, 'x = "xmrig"'],
    ['members', `Coin['An' + 'on'](1)`, 'Coin.Anon(1)'],
    ['code in eval', `eval('st' + 'art("a" + "b")')`, 'start("ab")'],
    ['code in Function', `new Function(atob('${base64('start("a" + "b")')}'))()`, 'start("ab")'],
    ['the beginning of a chain', `x = 'xm' + 'rig' + 5 + y`, 'x = "xmrig5" + y'],
    ['parts whose rest is unknown', `x = y + 'xm' + 'rig'`, 'x = y + "xmrig"'],
    ['a table that is turned', turned, 'open("wss://pool.example")'],
    ['a table that is turned until a sum is right', summed, 'open("wss://pool.example")'],
    [
      'packed scripts',
      `eval(function(p,a,c,k,e,d){return p}('0 1=\\'2://3.4\\'',5,5,'var|u|wss|pool|example'.split('|'),0,{}))`,
      `var u='wss://pool.example'`,
    ],
  ])('%s', (_, script, expected) => expect(fold(script)).toContain(expected));
});

describe('javascript-fold leaves alone', () => {
  it.each([
    ['names that are set again', `let a = 'xm'; a = f(); x = a + 'rig'`],
    ['tables that change', `const t = ['xm']; t.push(y); t.shift(); x = t[0] + 'rig'`],
    ['names declared twice', `function f(a) { return a + 'rig' } function g(a) { a = 'xm' }`],
  ])('%s', (_, script) => expect(fold(script)).not.toContain('xmrig'));

  it.each([
    ['sentences', `throw new Error('The file is missing. ' + 'Please look for it.')`],
    ['line ends', `x = String.fromCharCode(13, 10) + 'next line'`],
  ])('%s', (_, script) => expect(reveals(script)).toBe(false));

  it('what is no JavaScript', () => expect(foldJavaScript('#!/bin/sh\nif [ x ]; then', parse)).toBeUndefined());
});

describe('javascript-fold on any text', () => {
  const words = fc.constantFrom(
    ...`'"+()[]{}.,;=1 a\``,
    `'ab'`,
    'var a=',
    'atob(',
    'eval(',
    '.split("")',
    '=>',
    'function f(a){return ',
  );
  it('ends, and edits lie within it', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        for (const { at, end } of foldJavaScript(text, parse)?.edits ?? [])
          expect(at >= 0 && at <= end && end <= text.length).toBe(true);
      }),
    );
  });

  it.each([
    ['chains of what is not known', `x=a${'+a'.repeat(50_000)}`],
    ['very many elements', `x=[...'${'a'.repeat(300_000)}'].join('')+'b'`],
    ['very many statements', 'a;'.repeat(150_000)],
    ['chains', `x=${"'a'+".repeat(50_000)}'b'`],
    ['brackets', `x=${'('.repeat(5_000)}1${')'.repeat(5_000)}`],
    ['very many elements', `x=[...'${'a'.repeat(300_000)}'].join('')+'b'`],
    ['very many statements', 'a;'.repeat(150_000)],
    ['a table of very many texts', `var t=[${"'a',".repeat(150_000)}];x=t[0]+'b'`],
    ['a pattern of very many names', `function f([${'a,'.repeat(150_000)}]){}`],
    [
      'texts that double',
      Array.from({ length: 60 }, (_, i) => `var a${i + 1}=a${i}+a${i};`)
        .join('')
        .replace('a0+a0', `'x'+'y'`),
    ],
  ])('keeps to its bounds with %s', (_, script) => expect(() => foldJavaScript(script, parse)).not.toThrow());
});
