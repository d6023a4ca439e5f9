/**
 * How a thing was hidden, in plain words: what each decoder undid, and what that took. Archives and captures are left out
 * where the name tells already, unless a password or a removal is to be said.
 */
import type { Artifact } from '../model/artifact.ts';
import { type EvidenceIndex, lineageOf } from './evidence-index.ts';
import type { Piece } from './sheet.ts';
import { counted } from './words.ts';

/** `hidden` in FILE ` under the key byte 0x5a`. */
interface Wrapping {
  readonly before: string;
  readonly after: string;
  /** Its name tells: a file of an archive, a stream of a capture. */
  readonly isPlain?: true;
}

type Opened = Pick<Artifact, 'decodedBy' | 'how' | 'from'>;

type InWords = (how: string | undefined) => Wrapping;

const archive =
  (format: string): InWords =>
  (how) => {
    const password = /^password (.*)$/s.exec(how ?? '')?.[1];
    if (password !== undefined) return { before: 'locked', after: ` with the password “${password}”` };
    return { before: `packed as ${format}`, after: noted(how), ...(how === undefined ? { isPlain: true } : {}) };
  };
const script: InWords = () => ({ before: 'put together from hidden strings', after: '' });

const plainly =
  (before: string): InWords =>
  (how) => ({ before, after: noted(how), isPlain: true });
const written =
  (before: string): InWords =>
  (how) => ({ before, after: noted(how) });

/** By the decoder that undid it. */
const wrappings: Readonly<Record<string, InWords>> = {
  asar: archive('ASAR'),
  base64: written('written in base64'),
  'base64-text': written('written in base64'),
  'compound-file': plainly('kept'),
  'container-image': inImage,
  cpio: archive('cpio'),
  deb: archive('a Debian package'),
  // Its own words give an example: `bytes written like \x6d`.
  escapes: (how = 'written as escaped bytes') => ({ before: how.replace(/^bytes /, ''), after: '' }),
  gzip: archive('gzip'),
  hex: written('written in hexadecimal'),
  'hex-text': written('written in hexadecimal'),
  'javascript-fold': script,
  lz4: archive('LZ4'),
  mail: plainly('sent'),
  'powershell-fold': script,
  'program-parts': written('kept among the parts of the program'),
  pyinstaller: (how) => ({ before: 'packed by PyInstaller', after: noted(how) }),
  'python-fold': script,
  reversed: written('written backwards'),
  'rolling-xor': (how) => ({ before: 'hidden', after: underKey(how, 'the key') }),
  'self-extracting-script': written('carried'),
  'seven-zip': archive('an archive'),
  'shell-fold': script,
  tar: archive('TAR'),
  'tcp-streams': plainly('sent'),
  upx: (how) => ({ before: 'packed with UPX', after: noted(how) }),
  'utf-16': plainly('written in UTF-16'),
  'vbscript-fold': script,
  xor: (how) => ({ before: 'hidden', after: underKey(how, 'the key byte') }),
  zip: archive('ZIP'),
  zlib: written('compressed'),
  zstd: archive('Zstandard'),
};

function wrappingOf({ decodedBy, how }: Opened): Wrapping {
  // A report file may name anything, `valueOf` too.
  const own = decodedBy !== undefined && Object.hasOwn(wrappings, decodedBy) ? wrappings[decodedBy] : undefined;
  return own?.(how) ?? { before: decodedBy === undefined ? 'kept' : `opened by ${decodedBy}`, after: noted(how) };
}

function noted(how: string | undefined): string {
  return how === undefined ? '' : ` (${how})`;
}

function underKey(how: string | undefined, name: string): string {
  const key = /^key (0x[0-9a-f]+)$/.exec(how ?? '')?.[1];
  return key === undefined ? noted(how) : ` under ${name} ${key}`;
}

/** `removed by layer 3`, and after a comma what else there is to say. */
function inImage(how: string | undefined): Wrapping {
  const [, layer, rest] = /^removed by layer (\d+)(?:, (.*))?$/s.exec(how ?? '') ?? [];
  if (layer === undefined) return plainly('kept')(how);
  return { before: 'kept', after: `${noted(rest)}; a later layer (${layer}) removed this file` };
}

/** No scan opens more things out of each other; a report file may come from anywhere. */
const mostSteps = 16;

/** Outermost first: `written in base64 in setup.sh at 0x3d, in that hidden under the key byte 0x5a`. */
export function hidingOf(id: string, index: EvidenceIndex): Piece[] | undefined {
  const words: Piece[] = [];
  let told: string | undefined;
  for (const opened of lineageOf(id, index).reverse().slice(0, mostSteps)) {
    const { before, after, isPlain } = wrappingOf(opened);
    if (isPlain || opened.parent === undefined) continue;
    // What is packed within what was told just now needs no name.
    const where: Piece[] =
      told === opened.parent
        ? [{ text: ', and within that ' }, { text: before }]
        : inFile(opened.parent, before, index);
    if (words.length > 0 && told !== opened.parent) words.push({ text: ', ' });
    const at = opened.from === undefined ? '' : ` at 0x${opened.from.offset.toString(16)}`;
    words.push(...where, { text: `${at}${after}` });
    told = opened.id;
  }
  return words.length === 0 ? undefined : words;
}

function inFile(id: string, before: string, index: EvidenceIndex): Piece[] {
  const name = index.artifacts.get(id)?.name ?? id;
  return [{ text: `${before} in ` }, { text: lastName(name), exact: true, tone: 'value' }];
}

/** The whole name stands above; enough of it to know which is meant. */
function lastName(name: string): string {
  let end = name.length;
  while (end > 0 && '!/\\'.includes(name.charAt(end - 1))) end--;
  const before = name.slice(0, end);
  return name.slice(Math.max(...['!', '/', '\\'].map((separator) => before.lastIndexOf(separator))) + 1);
}

/** How an artifact was wrapped in its parent: `: hidden under the key byte 0x5a, 340 bytes at 0x41f0`. */
export function openingInWords(opened: Opened): string {
  const { before, after } = wrappingOf(opened);
  const where = opened.from && `, ${counted(opened.from.length, 'byte')} at 0x${opened.from.offset.toString(16)}`;
  return `: ${before}${after}${where ?? ''}`;
}
