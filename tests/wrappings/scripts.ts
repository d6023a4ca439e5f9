/** A command as scripts hide it, and bytes in base64 as scripts of other languages than the shell's hold them. */
import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { decode, encode, type Wrapping } from './wrapping.ts';

/** A text cut up. */
export const inPieces = (text: string, length: number): string[] =>
  Array.from({ length: Math.ceil(text.length / length) }, (_, i) => text.slice(length * i, length * (i + 1)));
/** Pieces as short as obfuscators make them. */
export const fewLetters = 5;
/** In double quotes; our texts hold none. */
export const quoted = (text: string): string => `"${text}"`;
const singly = (text: string): string => `'${text}'`;
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const codes = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const numbered = (text: string, base: 8 | 16, mark: string): string =>
  codes(text)
    .map((code) => mark + code.toString(base).padStart(base === 8 ? 3 : 2, '0'))
    .join('');

/** A command hidden by a script, of a language whose folding finds it; or of one that is read as it stands. */
function hiding(
  name: string,
  fold: string | undefined,
  script: (command: string) => string,
  also: readonly string[] = [],
): Wrapping {
  return {
    name,
    takes: 'command',
    gives: 'text',
    wrap: (bytes) => encode(script(decode(bytes).trim())),
    ...(fold === undefined ? {} : { by: [fold, ...also] }),
  };
}

const shell: readonly Wrapping[] = [
  hiding('strings in variables of a shell', undefined, (command) => {
    const parts = inPieces(command, 12);
    const set = parts.map((part, i) => `p${i}='${part}'\n`).join('');
    return `#!/bin/sh\n${set}eval "${parts.map((_, i) => `$p${i}`).join('')}"\n`;
  }),
  hiding(
    'quotes in the words of a shell',
    'shell-fold',
    (command) =>
      `#!/bin/sh\n${command.replace('xmrig', `x''mr"ig"`).replace('pool', `p'o'ol`).replace('-u', "'-'u")}\n`,
  ),
  hiding('hex in $ and quotes', 'shell-fold', (command) => `#!/bin/bash\neval $'${numbered(command, 16, '\\x')}'\n`, [
    'escapes',
  ]),
  hiding('octal for printf', 'shell-fold', (command) => `#!/bin/sh\nprintf '${numbered(command, 8, '\\')}' | sh\n`, [
    'escapes',
  ]),
];

const powershell: readonly Wrapping[] = [
  hiding(
    'strings joined in PowerShell',
    'powershell-fold',
    (command) => `$c = ${inPieces(command, fewLetters).map(singly).join(' + ')}\r\nInvoke-Expression $c\r\n`,
  ),
  hiding('the format operator of PowerShell', 'powershell-fold', (command) => {
    const parts = inPieces(command, 12);
    const holes = parts.map((_, i) => `{${parts.length - 1 - i}}`).join('');
    return `iex ("${holes}" -f ${parts.reverse().map(singly).join(',')})\r\n`;
  }),
  hiding(
    'characters joined in PowerShell',
    'powershell-fold',
    (command) => `iex (-join ([char[]](${codes(command).join(',')})))\r\n`,
  ),
  hiding(
    'ticks and replacements in PowerShell',
    'powershell-fold',
    (command) => `$c = Ge\`t-Co\`mmand cmd\r\niex ('${command.replaceAll('o', '#')}'.Replace('#', 'o'))\r\n`,
  ),
  {
    name: 'gzip in PowerShell',
    by: 'gzip',
    gives: 'text',
    wrap: (bytes) =>
      encode(
        `$s = New-Object IO.MemoryStream(,[Convert]::FromBase64String("${base64(gzipSync(bytes))}"))\r\n` +
          'IEX (New-Object IO.StreamReader(New-Object IO.Compression.GzipStream($s,' +
          '[IO.Compression.CompressionMode]::Decompress))).ReadToEnd()\r\n',
      ),
  },
];

const vbscript: readonly Wrapping[] = [
  hiding(
    'strings joined in VBScript',
    'vbscript-fold',
    (command) =>
      `c = ${inPieces(command, fewLetters).map(quoted).join(' & ')}\r\nCreateObject("WScript.Shell").Run c, 0\r\n`,
  ),
  hiding(
    'characters joined in VBScript',
    'vbscript-fold',
    (command) =>
      `CreateObject("WScript.Shell").Run ${codes(command)
        .map((code) => `Chr(${code})`)
        .join('&')}, 0\r\n`,
  ),
];

const python: readonly Wrapping[] = [
  hiding(
    'strings joined in Python',
    'python-fold',
    (command) => `import os\nos.system(${inPieces(command, fewLetters).map(quoted).join(' + ')})\n`,
  ),
  hiding(
    'characters joined in Python',
    'python-fold',
    (command) => `import os\nos.system("".join(chr(c) for c in [${codes(command).join(', ')}]))\n`,
    ['escapes'],
  ),
];

/** As Dean Edwards' packer does: words by their numbers. */
function deanEdwards(command: string): string {
  const source = `require("child_process").exec("${command}")`;
  const words = [...new Set(source.match(/\w+/g))];
  const digits = (number: number): string =>
    (number < 62 ? '' : digits(Math.floor(number / 62))) +
    (number % 62 > 35 ? String.fromCharCode((number % 62) + 29) : (number % 62).toString(36));
  const packed = source.replace(/\w+/g, (word) => digits(words.indexOf(word)));
  const unpacker =
    "function(p,a,c,k,e,d){e=function(c){return c.toString(a)};while(c--){if(k[c]){p=p.replace(new RegExp('\\\\b'+e(c)+'\\\\b','g'),k[c])}}return p}";
  return `eval(${unpacker}('${packed}',62,${words.length},'${words.join('|')}'.split('|'),0,{}))\n`;
}

const javascript: readonly Wrapping[] = [
  hiding(
    'strings joined in JavaScript',
    'javascript-fold',
    (command) => `require("child_process").exec(${inPieces(command, fewLetters).map(quoted).join(' + ')});\n`,
  ),
  hiding(
    'characters joined in JavaScript',
    'javascript-fold',
    (command) => `require("child_process").exec(String.fromCharCode(${codes(command).join(',')}));\n`,
  ),
  hiding('a table of strings in JavaScript', 'javascript-fold', (command) => {
    const parts = inPieces(command, 12);
    const uses = parts.map((_, i) => `_0x1a2b[${i}]`).join(' + ');
    return `var _0x1a2b = [${parts.map(quoted).join(', ')}];\nrequire("child_process").exec(${uses});\n`;
  }),
  hiding('packed JavaScript', 'javascript-fold', deanEdwards),
];

/** Base64 of any bytes, in strings that a script joins. */
const held = (name: string, fold: string, script: (parts: readonly string[]) => string): Wrapping => ({
  name,
  by: ['base64', fold],
  gives: 'text',
  wrap: (bytes) => encode(script(inPieces(base64(bytes), 72))),
});

/** Strings so long that they are read where they stand: the account is in two of them. */
const inHalves: readonly Wrapping[] = (['+', '&', '.'] as const).map((sign) =>
  hiding(
    `two strings joined by ${sign}`,
    undefined,
    (command) => `c = ${inPieces(command, 80).map(quoted).join(` ${sign} `)}\n`,
  ),
);

const inStrings: readonly Wrapping[] = [
  held(
    'base64 in strings of PowerShell',
    'powershell-fold',
    (parts) => `$b = [Convert]::FromBase64String(${parts.map(quoted).join(' +\r\n  ')})\r\n`,
  ),
  held(
    'base64 in strings of VBScript',
    'vbscript-fold',
    (parts) => `b = ${parts.map(quoted).join(' & _\r\n  ')}\r\nnode.dataType = "bin.base64"\r\nnode.text = b\r\n`,
  ),
  held(
    'base64 in strings of JavaScript',
    'javascript-fold',
    (parts) => `const b = atob(${parts.map(quoted).join(' +\n  ')});\n`,
  ),
  held(
    'base64 in strings of Python',
    'python-fold',
    (parts) => `import base64\nb = base64.b64decode(\n  ${parts.map(quoted).join('\n  ')}\n)\n`,
  ),
];

export const scripts: readonly Wrapping[] = [
  ...shell,
  ...powershell,
  ...vbscript,
  ...python,
  ...javascript,
  ...inHalves,
  ...inStrings,
];
