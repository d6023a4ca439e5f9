/**
 * String tricks of POSIX shells and bash, undone without running anything: the script with what it hides written out.
 * What is undone and what is not: codec/shell-script/fold.ts. Does not see: a script without its first line and without
 * any of the anchors; scripts within strings of other languages.
 */
import { foldShell } from '../../codec/shell-script/fold.ts';
import { defineDecoder, type WindowDecoder } from '../../model/units.ts';
import { foldedChildren, scriptText } from './folded.ts';

export const shellFold: WindowDecoder = defineDecoder({
  id: 'shell-fold',
  title: 'shell scripts with their hidden strings written out',
  mode: 'window',
  anchors: [
    { text: '#!/bin/sh' },
    { text: '#!/bin/bash' },
    { text: '#!/bin/dash' },
    { text: '#!/usr/bin/env bash' },
    { text: '#!/usr/bin/env sh' },
    { text: 'base64 -d' },
    { text: 'base64 -D' },
    { text: 'base64 -i' },
    { text: 'base64 --decode' },
    { text: 'openssl base64' },
    { text: 'openssl enc' },
    { text: 'xxd -r' },
    { text: '| rev' },
    { text: `\${IFS}` },
    { text: '{curl,' },
    { text: '{wget,' },
    { text: "$'\\x" + '6' },
    { text: "$'\\x" + '7' },
    { text: 'printf "\\x' },
    { text: "printf '\\x" },
    { text: 'eval "$(' },
    { text: 'eval $(' },
    { text: 'eval `' },
    { text: '|bash' },
    { text: '| bash' },
    { text: 'bash -c' },
  ],
  kinds: ['script', 'text', 'config', 'source-code', 'log'],
  *open(view, context) {
    const script = scriptText(view);
    if (signs.some((sign) => sign.test(script.text)))
      yield* foldedChildren(view, script, context, (text, folding) => void foldShell(text, folding));
  },
});

/** One of them stands in every script that hides a string, and in few that do not. */
const signs = [
  /base64\s{1,9}(?:-[idD]|--decode)|xxd\s{1,9}-[rp]|\|\s{0,9}rev\b|openssl\s{1,9}(?:enc|base64|-base64)/,
  /[a-z\d](?:''|"")[a-z\d]|[a-z]\\[cdghijklmopquwxyz]|[a-z\d](?:"[\w.:/-]{1,40}"|'[\w.:/-]{1,40}')[a-z\d]|["'][a-z]{1,3}(?:''|""|'"|"')[a-z]{1,3}["']/,
  /\$'[^'\n]{0,40}\\(?:x[2-7][\da-f]|[0-7]{3}|u00)/i,
  /(?:printf|echo)\s[^\n]{0,40}\\(?:x[2-7][\da-f]|0?1[0-7]{2})\\/,
  /\$\{\w{1,40}:\s?-?\d{1,4}:\d{1,4}\}(?:\$\{\w{1,40}:\s?-?\d{1,4}:\d{1,4}\})/,
  /\w\$\{?IFS\b|(?:^|[\s;&|]){(?:curl|wget|bash|sh|chmod|nohup),/,
  /(?:\$\w{1,20}|\$\{\w{1,20}(?:\[\d{1,3}\])?\}){3}/,
  /(?:eval|-c)\s[^\n]{0,200}\$\{?\w{1,20}\}?\$|\btr\s[^\n|]{3,200}\|\s{0,9}(?:ba)?sh\b|eval\s[^\n]{0,200}\|\s{0,9}tr\s/,
];
