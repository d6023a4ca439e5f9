/**
 * What all decoders of scripts share: which text they look at, and what they give: one child `folded`, which is the
 * script with hidden strings written out, and a child for each piece of hidden bytes. Where nothing was hidden, nothing.
 */
import { applyEdits, Folding, type Hidden, isRevealing } from '../../codec/fold/edits.ts';
import { latin1 } from '../../codec/latin1/latin1.ts';
import type { ArtifactKind } from '../../model/artifact.ts';
import type { Child, DecodeContext, Miss, View } from '../../model/units.ts';

/** Bytes of a script that are looked at. */
export const mostBytes: number = 1024 * 1024;
/** Bytes of what only holds a script's line: a document, a log, a list. */
const fewerBytes = 128 * 1024;
/** Beyond so many bytes an artifact is no script any more, and folding all of it would take as long as everything else. */
const longestBytes = 4 * 1024 * 1024;

/** What of a hit's surroundings is taken first, where an artifact is larger. */
const before = 64 * 1024;

/** Pieces of hidden bytes one script may have. */
const mostHidden = 64;

/** A stretch of the view as text. */
export interface ScriptText {
  readonly text: string;
  /** Offset in the view of the first character. */
  readonly offset: number;
  /** Bytes a character: 2 in UTF-16LE. */
  readonly unit: 1 | 2;
  readonly cut: boolean;
}

/** @param written kinds of artifact that are such scripts as a whole; of others what is near the first hit is taken */
export function scriptText(view: View, written: readonly ArtifactKind[] = ['script']): ScriptText {
  const hit = view.hits[0];
  const wide = hit?.encoding === 'utf16le' || (view.bytes[0] === 0xff && view.bytes[1] === 0xfe);
  const most = view.base >= longestBytes ? 0 : written.includes(view.kind) ? mostBytes : fewerBytes;
  const from = view.bytes.length <= most ? 0 : Math.max(0, (hit?.offset ?? 0) - before);
  const offset = wide && hit ? from + ((hit.offset - from) & 1) : from;
  const bytes = view.bytes.subarray(offset, offset + most);
  const text = wide
    ? new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes.subarray(0, bytes.length & ~1))
    : latin1(bytes);
  return { text, offset, unit: wide ? 2 : 1, cut: bytes.length < view.bytes.length };
}

/** @param fold adds to the folding what it finds in the text */
export function* foldedChildren(
  view: View,
  script: ScriptText,
  context: DecodeContext,
  fold: (text: string, folding: Folding) => void,
): Iterable<Child | Miss> {
  const folding = new Folding();
  fold(script.text, folding);
  const revealing = isRevealing(script.text, folding.edits);
  const { offset, unit, text } = script;
  const extent = (at: number, end: number): { offset: number; length: number } => ({
    offset: offset + at * unit,
    length: (end - at) * unit,
  });
  if (revealing)
    yield {
      name: view.whole ? 'folded' : `folded@0x${(view.base + offset).toString(16)}`,
      kind: 'script',
      bytes: encode(applyEdits(text, folding.edits), unit),
      from: extent(0, text.length),
    };
  for (const hidden of folding.hidden.slice(0, mostHidden)) {
    const place = extent(hidden.at, hidden.end);
    yield opened(hidden, context, (view.base + place.offset).toString(16), place);
  }
  if (folding.hidden.length > mostHidden)
    yield miss('limit-count', `more than ${mostHidden} pieces of hidden bytes: the rest was not looked at`);
  if (folding.budget.exhausted)
    yield miss('limit-count', 'the script hides more than may be worked out: some of it was left as it stands');
  else if (revealing && script.cut)
    yield miss('limit-bytes', `of a script this long, ${mostBytes} bytes are searched for hidden strings`);
}

const miss = (code: 'limit-count' | 'limit-bytes' | 'limit-ratio' | 'not-supported', what: string): Miss => ({
  gap: { code, what },
});

/** Bytes as they stood; characters that no byte holds in UTF-8. */
function encode(text: string, unit: 1 | 2): Uint8Array {
  if (unit === 2 || !/[^\0-\xff]/.test(text)) return unit === 2 ? utf8.encode(text) : narrow(text);
  const parts = text.split(/([^\0-\xff]+)/).map((part, i) => (i % 2 === 0 ? narrow(part) : utf8.encode(part)));
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

const utf8 = new TextEncoder();

function narrow(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** What gzip and zlib packed is opened by their own decoders; bare DEFLATE has no sign that they would know it by. */
function opened(hidden: Hidden, context: DecodeContext, at: string, from: Child['from']): Child | Miss {
  const place = from === undefined ? {} : { from };
  if (hidden.packed !== 'deflate')
    return { name: `${hidden.packed ?? 'bytes'}@0x${at}`, bytes: hidden.bytes.slice(), ...place };
  const most = Math.min(context.limits.unpackedBytes, hidden.bytes.length * context.limits.ratio);
  const result = context.host.inflateRaw(hidden.bytes, most);
  if (result instanceof Promise) {
    // Nobody waits for it here.
    result.catch(() => undefined);
    return miss('not-supported', 'bytes packed with DEFLATE within a script are not opened in a browser');
  }
  if (result.status === 'ok') return { name: `deflate@0x${at}`, bytes: result.value, how: 'DEFLATE', ...place };
  return result.status === 'limit'
    ? miss('limit-ratio', `bytes packed within a script: ${result.what}`)
    : miss('not-supported', 'bytes within a script that say they are DEFLATE and are not');
}
