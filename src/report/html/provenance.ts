/** Where an analyst's fact comes from, in words. */
import type { Provenance } from '../../model/provenance.ts';
import { forgeabilityMeaning, gradeMeaning, gradeOf, tlpMeaning } from '../meaning.ts';
import { type Content, element, isSafeLink } from './markup.ts';
import type { Telling } from './parts.ts';

export function provenanceRows(from: Provenance, telling: Telling): (readonly [string, Content])[] {
  return [
    ['source', [sourceLink(from, telling), from.date !== undefined && `, ${from.date}`]],
    ['grade', gradeMeaning(gradeOf(from))],
    ['planting it', [forgeabilityMeaning[from.forgeability], from.forging !== undefined && `: ${from.forging}`]],
    ['origin', `${from.origin} (whatever comes from one origin counts as one)`],
    ['sharing', `TLP:${from.tlp.toUpperCase()}, ${tlpMeaning[from.tlp]}`],
  ];
}

/** The source's name: a link where its address is https and no indicator of the case, else with the address as text. */
export function sourceLink({ source, url }: Provenance, { defang }: Telling): Content {
  if (url === undefined) return source;
  const host = hostOf(url);
  if (host !== undefined && isSafeLink(url) && defang(host) === host)
    return element('a', { href: url, rel: 'noreferrer noopener nofollow external' }, source);
  return [source, ' (', element('bdi', { class: 'value' }, url), ')'];
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
