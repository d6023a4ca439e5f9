/** Encodings of a text, as droppers hold it. */
import { deflateSync, gzipSync } from 'node:zlib';
import { decode, encode, joined, type Wrapping } from './wrapping.ts';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const utf16 = (bytes: Uint8Array): Uint8Array => Buffer.from(decode(bytes), 'utf16le');
const wrapped = (text: string, width: number): string => text.replace(new RegExp(`.{${width}}`, 'g'), '$&\n');
const xored = (bytes: Uint8Array, key: readonly number[]): Uint8Array =>
  bytes.map((byte, i) => byte ^ (key[i % key.length] ?? 0));

const backwards = (line: string): string => [...line].reverse().join('');
/** Turned round, or the call that turns it round worked out. */
const reversal = (fold: string): readonly string[] => ['reversed', fold];

/** A script that pipes a text through base64 says what comes out: whoever folds it gets there, too. */
const piped = ['base64', 'shell-fold', 'self-extracting-script'] as const;

export const encodings: readonly Wrapping[] = [
  {
    name: 'base64 in a script',
    gives: 'text',
    by: piped,
    wrap: (bytes) => encode(`#!/bin/sh\necho ${base64(bytes)} | base64 -d > config.json\n`),
  },
  {
    name: 'base64 in lines',
    gives: 'text',
    by: piped,
    wrap: (bytes) => encode(`#!/bin/sh\nbase64 -d > config.json <<EOF\n${wrapped(base64(bytes), 76)}\nEOF\n`),
  },
  {
    name: 'base64 for URLs',
    gives: 'text',
    by: 'base64',
    wrap: (bytes) =>
      encode(`import base64\nc = base64.urlsafe_b64decode("${Buffer.from(bytes).toString('base64url')}==")\n`),
  },
  { name: 'base64 alone', by: 'base64-text', takes: 'form', wrap: (bytes) => encode(`${base64(bytes)}\n`) },
  {
    name: 'base64 of base64',
    gives: 'text',
    by: piped,
    wrap: (bytes) => encode(`#!/bin/sh\necho ${base64(encode(base64(bytes)))} | base64 -d | base64 -d > config.json\n`),
  },
  {
    name: 'gzip in base64',
    gives: 'text',
    by: 'gzip',
    wrap: (bytes) => encode(`#!/bin/sh\necho ${base64(gzipSync(bytes))} | base64 -d | gunzip > config.json\n`),
  },
  {
    name: 'zlib in base64',
    gives: 'text',
    by: 'zlib',
    wrap: (bytes) =>
      encode(`import base64, zlib\nc = zlib.decompress(base64.b64decode("${base64(deflateSync(bytes))}"))\n`),
  },
  {
    name: 'UTF-16 in base64, for PowerShell',
    gives: 'text',
    by: 'base64',
    takes: 'text',
    wrap: (bytes) => encode(`powershell.exe -NoP -EncodedCommand ${base64(utf16(bytes))}\r\n`),
  },
  {
    name: 'hex in a script',
    gives: 'text',
    by: 'hex',
    wrap: (bytes) => encode(`#!/bin/sh\necho ${Buffer.from(bytes).toString('hex')} | xxd -r -p > config.json\n`),
  },
  {
    name: 'hex escapes',
    gives: 'text',
    by: 'escapes',
    takes: 'text',
    wrap: (bytes) =>
      encode(`#!/bin/sh\nprintf '${Buffer.from(bytes).toString('hex').replace(/../g, '\\x$&')}' > config.json\n`),
  },
  {
    name: 'reversed',
    by: reversal('python-fold'),
    takes: 'text',
    wrap: (bytes) => encode(`c = """${decode(bytes.slice().reverse())}"""[::-1]\n`),
  },
  {
    // What it wraps here holds no single quotes.
    name: 'reversed line by line',
    by: reversal('shell-fold'),
    takes: 'text',
    wrap: (bytes) =>
      encode(`#!/bin/sh\necho '${decode(bytes).split('\n').map(backwards).join('\n')}' | rev > config.json\n`),
  },
  { name: 'one key byte', gives: 'noise', by: 'xor', takes: 'configuration', wrap: (bytes) => xored(bytes, [0x5a]) },
  {
    name: 'one key byte, high',
    gives: 'noise',
    by: 'xor',
    takes: 'configuration',
    wrap: (bytes) => xored(bytes, [0xc7]),
  },
  {
    name: 'a rolling key',
    gives: 'noise',
    by: 'rolling-xor',
    takes: 'configuration',
    wrap: (bytes) => xored(bytes, [...encode('q7#Lamp')]),
  },
  {
    name: 'UTF-16, low byte first',
    takes: 'configuration',
    wrap: (bytes) => joined(Uint8Array.of(0xff, 0xfe), utf16(bytes)),
  },
  {
    name: 'UTF-16, high byte first',
    by: 'utf-16',
    takes: 'text',
    wrap: (bytes) => joined(Uint8Array.of(0xfe, 0xff), Buffer.from(utf16(bytes)).swap16()),
  },
];
