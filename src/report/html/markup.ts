/**
 * The only place that makes HTML. Renderers hand in trees of elements; tags and names of attributes are ours, and every
 * text and every value of an attribute is escaped on its way out: characters that turn, hide or control become visible
 * (escape.ts), indicators are defanged unless a text is exact, and markup from a sample is only text.
 * Nothing here can load anything: no scripts, no images, and links only within the page or to https.
 */
import { escapeText } from '../escape.ts';

/** Text that is neither defanged nor cut short: file names, hashes, addresses that shall be compared. */
export interface Exact {
  readonly exact: string;
}
export type Content = string | number | Exact | Element | false | undefined | readonly Content[];

const flowTags = ['main', 'header', 'footer', 'section', 'nav', 'div', 'p', 'h1', 'h2', 'h3', 'pre'] as const;
const listTags = ['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'details', 'summary'] as const;
const tableTags = ['table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td'] as const;
const phraseTags = ['a', 'span', 'strong', 'em', 'small', 'code', 'mark', 'bdi', 'abbr', 'time', 'br'] as const;
const drawingTags = ['svg', 'g', 'rect', 'line', 'path', 'circle', 'text', 'title'] as const;
type Tag =
  | (typeof flowTags)[number]
  | (typeof listTags)[number]
  | (typeof tableTags)[number]
  | (typeof phraseTags)[number]
  | (typeof drawingTags)[number];

type Name =
  | ('class' | 'id' | 'href' | 'rel' | 'role' | 'tabindex' | 'colspan' | 'scope' | 'datetime')
  | ('aria-label' | 'aria-hidden' | 'aria-labelledby' | 'aria-current')
  | ('viewBox' | 'preserveAspectRatio' | 'x' | 'y' | 'x1' | 'x2' | 'y1' | 'y2' | 'cx' | 'cy' | 'r' | 'rx')
  | ('width' | 'height' | 'd' | 'stroke-width' | 'text-anchor' | 'focusable');
/** Attributes that are undefined are left out. */
export type Attributes = { readonly [N in Name]?: string | number | undefined };

export interface Element {
  readonly tag: Tag;
  readonly attributes: Attributes;
  readonly content: readonly Content[];
}

export function element(tag: Tag, attributes: Attributes, ...content: Content[]): Element {
  return { tag, attributes, content };
}

export function exact(text: string): Exact {
  return { exact: text };
}

/** Characters of one text; a longer one is cut and says so. An exact one is cut later. */
const longestText = 1_200;
const longestExact = 8_192;

/** One whole page. `style` and `policy` are ours, never a sample's. */
export interface Sheet {
  readonly title: string;
  /** Class of the body, from a list of ours. */
  readonly stage: string;
  readonly style: string;
  /** Content-Security-Policy. */
  readonly policy: string;
  readonly body: readonly Content[];
  readonly defang: (text: string) => string;
}

export function writeSheet({ title, stage, style, policy, body, defang }: Sheet): string {
  const out: string[] = [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
    `<meta http-equiv="Content-Security-Policy" content="${attributeText(policy)}">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n',
    `<title>${escapeHtml(defang(title))}</title>\n<style>${style}</style>\n</head>\n`,
    `<body class="stage-${attributeText(stage)}">\n`,
  ];
  write(body, defang, out);
  out.push('\n</body>\n</html>\n');
  return out.join('');
}

/** `content` without a page around it. */
export function writeContent(content: Content, defang: (text: string) => string = (text) => text): string {
  const out: string[] = [];
  write(content, defang, out);
  return out.join('');
}

function write(content: Content, defang: (text: string) => string, out: string[]): void {
  if (content === false || content === undefined) return;
  if (typeof content === 'number') out.push(String(content));
  else if (typeof content === 'string') out.push(escapeHtml(defang(cut(content, longestText))));
  else if (isList(content)) for (const part of content) write(part, defang, out);
  else if ('exact' in content) out.push(escapeHtml(cut(content.exact, longestExact)));
  else writeElement(content, defang, out);
}

/** Array.isArray does not narrow readonly arrays. */
function isList(content: Content): content is readonly Content[] {
  return Array.isArray(content);
}

/** Blocks end their line, so that the source of a page can be read, too. */
const blocks: ReadonlySet<string> = new Set([...flowTags, ...listTags, ...tableTags, 'svg']);

function writeElement({ tag, attributes, content }: Element, defang: (text: string) => string, out: string[]): void {
  out.push(`<${tag}`);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && (name !== 'href' || isSafeLink(String(value))))
      out.push(` ${name}="${attributeText(name === 'aria-label' ? defang(String(value)) : String(value))}"`);
  out.push('>');
  if (tag === 'br') return;
  write(content, defang, out);
  out.push(`</${tag}>`);
  if (blocks.has(tag)) out.push('\n');
}

/** Within the page, or an https address without anything that could end it. */
export function isSafeLink(href: string): boolean {
  return (
    /^#[A-Za-z][\w-]*$/.test(href) || /^https:\/\/[\w.-]+(?::\d+)?(?:[/?#][\w\-./?#:@!$&'()*+,;=%~]*)?$/.test(href)
  );
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return escapeText(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

function attributeText(text: string): string {
  return escapeHtml(text);
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`;
}
