/**
 * Words as Markdown that cannot become anything else. Only words that are known to mean nothing in Markdown stand as
 * they are; every other one stands in a code span, where neither markup, HTML, links, mentions nor entities are read.
 * Source: CommonMark 0.31.2 (6.1, code spans) and the GitHub Flavored Markdown Spec (autolinks, tables); mentions,
 * issue numbers and commit hashes are GitHub's own and end at a code span, too.
 */
import { escapeText } from '../escape.ts';
import { pieces, type Words, worded } from '../sheet.ts';

export interface Inline {
  readonly defang: (text: string) => string;
  /** In a table. */
  readonly inCell?: boolean;
}

/** A stretch without a space, or a piece that stays whole. */
interface Word {
  text: string;
  /** A piece that is told exactly: a code span even where it would be harmless. */
  exact: boolean;
}

export function inline(words: Words, { defang, inCell = false }: Inline): string {
  const parts: string[] = [];
  for (const { lead, text, trail } of joined(split(words, defang).map(quoted)))
    parts.push(lead + (text === '' ? '' : codeSpan(text, inCell)) + trail);
  // What begins a line could make it a list.
  return parts.join(' ').replace(/^\d{1,9}(?=[.)](?: |$))/, (figures) => codeSpan(figures));
}

/** Text of any kind in a fence that is longer than any run of backticks in it. */
export function codeSpan(text: string, inCell = false): string {
  const written = escapeText(text);
  // A cell of a table ends at this character even within a code span.
  const safe = inCell ? written.replaceAll('|', '\\x7c') : written;
  const longest = (safe.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  // A span of blanks alone, or one that begins or ends with a backtick, needs room around it.
  const room = safe.trim() === '' || /^[` ]|[` ]$/.test(safe) ? ' ' : '';
  return safe === '' ? '' : fence + room + safe + room + fence;
}

function split(words: Words, defang: (text: string) => string): Word[] {
  const list: Word[] = [];
  let open = false;
  const add = (text: string, exact: boolean): void => {
    const last = list.at(-1);
    if (open && last) {
      last.text += text;
      last.exact ||= exact;
    } else list.push({ text, exact });
    open = true;
  };
  const addProse = (text: string): void =>
    text.split(' ').forEach((part, i) => {
      if (i > 0) open = false;
      if (part !== '') add(part, false);
    });
  for (const piece of pieces(words)) {
    const text = escapeText(worded(piece, defang));
    if (piece.exact || piece.tone === 'value') {
      if (text !== '') add(text, true);
      continue;
    }
    // Our own sentences quote commands in backticks, as Markdown does.
    text.split(/`([^`]+)`/).forEach((part, i) => {
      if (i % 2 === 1) add(part, true);
      else addProse(part);
    });
  }
  return list;
}

/** What stands in a code span, with what may stand plainly before and after it. */
interface Quoted {
  readonly lead: string;
  readonly text: string;
  readonly trail: string;
}

function quoted({ text, exact }: Word): Quoted {
  if (!exact && isPlain(text)) return { lead: text, text: '', trail: '' };
  const [, lead = '', inner = '', trail = ''] = /^([(“‘"']*)(.*?)([.,;:?)”’"'…]*)$/su.exec(text) ?? [];
  return inner === '' ? { lead: '', text, trail: '' } : { lead, text: inner, trail };
}

/** Neighbours that both stand in code spans share one: a command line is one thing. */
function joined(list: readonly Quoted[]): Quoted[] {
  const result: Quoted[] = [];
  for (const next of list) {
    const last = result.at(-1);
    if (last && last.text !== '' && next.text !== '' && last.trail === '' && next.lead === '')
      result[result.length - 1] = { lead: last.lead, text: `${last.text} ${next.text}`, trail: next.trail };
    else result.push(next);
  }
  return result;
}

/** Letters, figures and the punctuation of prose, where it stands in prose. */
const prose = /^[(“‘"']*[\p{L}\p{N}][\p{L}\p{M}\p{N}.,'’"”“()%/–—…-]*[:;!?]?[)”’"']*$/u;
/** Signs that mean nothing in Markdown, and a time of day. */
const sign = /^\(?(?:[·→–—…%−░█]{1,2}|\d\d:\d\d(?::\d\d)?)[).,:;]*$/u;
/** GitHub makes links of these: commit hashes, issue numbers with a prefix, www. */
const linked = /[0-9a-f]{7}|www\.|\b[a-z]{2,}-\d/iu;

function isPlain(word: string): boolean {
  return sign.test(word) || (prose.test(word) && !linked.test(word));
}
