/**
 * Texts that pass on what others did: indicators as analysts share them (STIX, MISP, OpenIOC and lists of their own),
 * news feeds, notebooks, notes
 * on a sample, letters, tables. What they quote runs nowhere.
 * Sources: STIX 2.1 (OASIS), the MISP core format, RSS 2.0, Atom (RFC 4287), nbformat 4.
 * Does not see: a report in a form of its own, whose members may have any name.
 */
import type { ArtifactKind } from '../../model/artifact.ts';
import { lineLimit, share, type TextHead } from './head.ts';

/** What a JSON document is, where it is a record; a miner's own members beside a record's make it none. */
export function kindOfRecord({ text }: TextHead): ArtifactKind | undefined {
  if (/[^\\]"(pools|pool_address|donate-level)"\s*:/.test(text)) return undefined;
  const stix = /"type"\s*:\s*"bundle"/.test(text) || /"pattern_type"\s*:/.test(text);
  const misp = /"Event"\s*:\s*\{/.test(text) && /"(Attribute|info|Orgc?)"\s*:/.test(text);
  const indicators = /"(iocs?|indicators?|indicators_of_compromise)"\s*:\s*[[{]/i.test(text);
  if (stix || misp || indicators) return 'database';
  return /"cell_type"\s*:/.test(text) && /"(nbformat|cells)"\s*:/.test(text) ? 'document' : undefined;
}

/** Whether markup begins as a news feed does, or indicators in OpenIOC. */
export function isFeed(start: string): boolean {
  return /^<\?xml[^>]*>\s*(<!--[^>]*>\s*)?<(rss|feed|rdf:rdf|ioc|openioc)\b/i.test(start);
}

/** `Family:`, `C2:`, `MD5:` one a line, as analysts note a sample down. */
export function isSampleNote({ lines }: TextHead): boolean {
  const told = lines.flatMap((line) => noted.exec(line)?.[1]?.toLowerCase() ?? []);
  return new Set(told).size >= 2;
}

const noted = /^[-*\s]{0,4}(c2|c&c|iocs?|family|malware|md5|sha-?1|sha-?256|tlp|threat actor|sample)\s*:/i;

/** A letter, as it is sent: its head comes first. */
export function isMail({ lines }: TextHead): boolean {
  const head = lines.slice(0, 4).filter((line) => mailHeader.test(line)).length;
  return head >= Math.min(3, lines.length) && lines.slice(0, 40).some((line) => /^(subject|from):/i.test(line));
}

const mailHeader =
  /^(return-path|delivered-to|received|from|to|cc|subject|date|message-id|mime-version|content-type|reply-to|dkim-signature|arc-[\w-]{1,40}|x-[\w-]{1,40}):/i;

/**
 * A table with a header: what processes ran, where it tells times or processes, and somebody's list otherwise.
 * A table without a header is taken for text.
 */
export function kindOfTable({ lines }: TextHead): 'log' | 'database' | undefined {
  const [header = '', ...rows] = lines;
  const sign = ['\t', ';', ','].find((sign) => header.includes(sign));
  if (sign === undefined || rows.length === 0) return undefined;
  const columns = header.split(sign);
  if (!columns.every((column) => /^\s?"?[A-Za-z][\w ./()#%-]{0,39}"?\s?$/.test(column))) return undefined;
  // A cut line may have lost its last columns, and a quoted value may hold the sign.
  if (share(rows, (row) => row.length >= lineLimit || row.split(sign).length >= columns.length) < 0.9) return undefined;
  const ran =
    /^"?\s?(pid|process ?(id|name)|image|command ?line|launch string|time ?(stamp|created|generated)?|utc ?time|event ?id)"?$/i;
  return columns.some((column) => ran.test(column.trim())) ? 'log' : 'database';
}
