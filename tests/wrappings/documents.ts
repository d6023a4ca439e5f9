/** Mail, and documents of Office. */
import { Buffer } from 'node:buffer';
import { zipSync } from 'fflate';
import { buildCompoundFile, documentWith, embeddedFile } from '../../src/decode/document/compound-file.fixture.ts';
import { fewLetters, inPieces, quoted } from './scripts.ts';
import { decode, encode, type Wrapping } from './wrapping.ts';

const crlf = (...lines: readonly string[]): string => lines.join('\r\n');
const fields = ['Return-Path: <sender@example.com>', 'From: Sender <sender@example.com>', 'To: reader@example.com'];

/** A letter with the bytes as its attachment. */
function letter(bytes: Uint8Array): Uint8Array {
  const lines = Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
  return parted(
    crlf('Content-Type: text/plain', '', 'Here it is.'),
    crlf(
      'Content-Type: application/octet-stream; name="payload"',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename="payload"',
      '',
      lines,
    ),
  );
}

function parted(...parts: readonly string[]): Uint8Array {
  const edge = `edge${parts.join('').length}`;
  return encode(
    crlf(
      ...fields,
      'Subject: the file',
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary="${edge}"`,
      '',
      ...parts.flatMap((part) => [`--${edge}`, part]),
      `--${edge}--`,
      '',
    ),
  );
}

/** A letter that passes another one on. */
function passedOn(bytes: Uint8Array): Uint8Array {
  return parted(
    crlf('Content-Type: text/plain', '', 'See below.'),
    crlf('Content-Type: message/rfc822', '', decode(letter(bytes))),
  );
}

/** A macro that starts the command, which it puts together. */
function macro(command: Uint8Array): string {
  const parts = inPieces(decode(command).trim(), fewLetters).map(quoted);
  const lines = [
    'Attribute VB_Name = "Module1"',
    'Sub AutoOpen()',
    `  CreateObject("WScript.Shell").Run ${parts.join(' & ')}, 0`,
    'End Sub',
    '',
  ];
  return lines.join('\r\n');
}

const wordProject = (command: Uint8Array): Uint8Array => {
  const streams = Object.entries(documentWith(macro(command))).filter(([path]) => path.startsWith('Macros/'));
  return buildCompoundFile(Object.fromEntries(streams.map(([path, bytes]) => [path.replace('Macros/', ''), bytes])));
};

export const documents: readonly Wrapping[] = [
  { name: 'a letter', by: 'mail', gives: 'text', wrap: letter },
  { name: 'a letter in a letter', by: 'mail', gives: 'text', wrap: passedOn },
  {
    name: 'a macro of Word',
    by: 'compound-file',
    takes: 'command',
    wrap: (bytes) => buildCompoundFile(documentWith(macro(bytes))),
  },
  {
    name: 'a macro in a docm',
    by: 'compound-file',
    takes: 'command',
    wrap: (bytes) => zipSync({ '[Content_Types].xml': encode('<Types/>'), 'word/vbaProject.bin': wordProject(bytes) }),
  },
  {
    name: 'a file put into a document',
    by: 'compound-file',
    wrap: (bytes) =>
      buildCompoundFile({
        WordDocument: Buffer.alloc(5000, 'words '),
        'ObjectPool/_1/\x01Ole10Native': embeddedFile('payload', bytes),
      }),
  },
];
