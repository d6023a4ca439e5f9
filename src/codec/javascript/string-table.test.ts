import { beforeAll, describe, expect, it } from 'vitest';
import { applyEdits } from '../fold/edits.ts';
import { foldJavaScript } from './fold.ts';
import { loadParser, type ParseJavaScript } from './parse.ts';

let parse: ParseJavaScript;
beforeAll(async () => {
  parse = await loadParser();
});

const fold = (text: string): string => applyEdits(text, foldJavaScript(text, parse)?.edits ?? []);

/** The alphabet of the obfuscator: small letters come first. */
const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=';

/** Base 64 of UTF-8 in that alphabet, which is the common one with the letters' cases swapped. */
function encoded(text: string): string {
  return Buffer.from(text)
    .toString('base64')
    .replace(/[a-z]/gi, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()))
    .replace(/=+$/, '');
}

/** Ciphers known from elsewhere: https://en.wikipedia.org/wiki/RC4, test vectors. One character a byte. */
const ciphered = {
  plaintext: { key: 'Key', text: Buffer.from('bbf316e8d940af0ad3', 'hex').toString('latin1') },
  pedia: { key: 'Wiki', text: Buffer.from('1021bf0420', 'hex').toString('latin1') },
};

/** The parts in which an accessor of javascript-obfuscator decodes base 64; what it does between them is left out. */
const base64Accessor = `
function _0xd1(_0xd2,_0xd3){_0xd2=_0xd2-0x64;var _0xd4=_0xa1();var _0xd5=_0xd4[_0xd2];
if(_0xd1['init']===undefined){var _0xe1=function(_0xe2){var _0xe3='${alphabet}';var _0xe4='';
for(var _0xe5=0x0,_0xe6,_0xe7=0x0;_0xe6=_0xe2['charAt'](_0xe7++);){_0xe6=_0xe3['indexOf'](_0xe6);}
return decodeURIComponent(_0xe4);};_0xd1['decode']=_0xe1;_0xd1['init']=!![];}
_0xd5=_0xd1['decode'](_0xd5);return _0xd5;}`;

/** The same with RC4 on top: its second parameter is the key. */
const rc4Accessor = base64Accessor.replace(
  `_0xd5=_0xd1['decode'](_0xd5);`,
  `var _0xf1=function(_0xf2,_0xf3){var _0xf4=[],_0xf5=0x0,_0xf6='';_0xf2=_0xd1['decode'](_0xf2);
for(var _0xf7=0x0;_0xf7<_0xf2['length'];_0xf7++){_0xf6+=String['fromCharCode'](_0xf2['charCodeAt'](_0xf7)^_0xf4[_0xf5]);}
return _0xf6;};_0xd5=_0xf1(_0xd5,_0xd3);`,
);

const table = (strings: readonly string[]): string => `
function _0xa1(){var _0xa2=${JSON.stringify(strings)};_0xa1=function(){return _0xa2;};return _0xa1();}`;

/** Turns the table until what the accessor gives for its first two calls makes the sum. */
const turning = (first: string, second: string, sum: number): string => `
(function(_0xb1,_0xb2){var _0xb3=_0xd1,_0xb4=_0xb1();while(!![]){try{
var _0xb5=parseInt(${first})/0x1+-parseInt(${second})/0x2;
if(_0xb5===_0xb2)break;else _0xb4['push'](_0xb4['shift']());}catch(_0xb6){_0xb4['push'](_0xb4['shift']());}}}(_0xa1,${sum}));`;

describe('tables of javascript-obfuscator', () => {
  it('in base 64 are read', () => {
    const script = `${table(['wss://', 'pool.example.com'].map(encoded))}${base64Accessor}
open(_0xd1(0x64)+_0xd1(0x65));`;
    expect(fold(script)).toContain('open("wss://pool.example.com")');
  });

  it('in base 64 are turned until the sum of what they hold is right', () => {
    const strings = ['pool.example.com', '7parse', '4shift', 'wss://'].map(encoded);
    const script = `${table(strings)}${turning('_0xb3(0x64)', '_0xb3(0x65)', 5)}${base64Accessor}
open(_0xd1(0x66)+_0xd1(0x67));`;
    expect(fold(script)).toContain('open("wss://pool.example.com")');
  });

  it('in RC4 are read by the key that each call brings', () => {
    const { plaintext, pedia } = ciphered;
    const script = `${table([pedia.text, plaintext.text].map(encoded))}${rc4Accessor}
open(_0xd1(0x65,'${plaintext.key}')+' '+_0xd1(0x64,'${pedia.key}'));`;
    expect(fold(script)).toContain('open("Plaintext pedia")');
  });

  it('in RC4 are left as they stand without a key', () => {
    const script = `${table([ciphered.pedia.text].map(encoded))}${rc4Accessor}\nopen(_0xd1(0x64)+' '+name);`;
    expect(fold(script)).toContain(`open(_0xd1(0x64)+' '+name)`);
  });
});
