/**
 * Names under which covert miners ran, and for which others look in order to end them. A name shows what a script is
 * after, and not who wrote it: kill lists are copied from one to the next.
 * Miners under their own names stand in intel/terms.ts. Left out, because honest programs bear them: `watchdogs`,
 * `networkservice`, `sysupdate`, `java`, `apache2`.
 */
import type { Provenance } from '../provenance.ts';
import { knownTerm, minerNames } from '../terms.ts';

export interface RivalName extends Provenance {
  readonly text: string;
}

const linuxKillLists: Provenance = {
  source:
    'kill lists of Linux droppers (Rocke and those who copied it), as clean-up guides quote them; ATT&CK G0106, Rocke: https://attack.mitre.org/groups/G0106/',
  asOf: '2026-11-23',
};
const windowsKillList: Provenance = {
  source:
    'the kill list that X. Mertens found (SANS Internet Storm Center, 2018), as told by https://cryptovest.com/news/new-crypto-malware-wipes-out-incumbents-before-mining/',
  asOf: '2018-03-05',
};

const named = (provenance: Provenance, ...texts: string[]): RivalName[] =>
  texts.map((text) => ({ text, ...provenance }));

/** Seven letters at least: they wake an extractor. */
export const covertNames: readonly RivalName[] = [
  ...named(linuxKillLists, 'kerberods', 'khugepageds', 'kthreaddi', 'kintegrityds', 'kpsmouseds', 'watchbog'),
  ...named(windowsKillList, 'AMDDriver64', 'nscpucnminer64', 'win1ogin', 'taskngr'),
];

const covert = new Set(covertNames.map(({ text }) => text.toLowerCase()));

/** Names of miners by which scripts look for them, in small letters. */
const looked = [...new Set([...minerNames.map(({ text }) => text.toLowerCase()), ...covert])].sort(
  (a, b) => b.length - a.length,
);

/** The known miner that a word names, as a word of its own: `[x]mrig`, `/tmp/kdevtmpfsi`, `xmrig*`. */
export function rivalIn(word: string): string | undefined {
  const lower = word.toLowerCase().replace(/\[(\w)\]/g, '$1');
  return looked.find((name) => {
    const at = lower.indexOf(name);
    return at >= 0 && !/[a-z]/.test(lower[at - 1] ?? '') && !/[a-z]/.test(lower[at + name.length] ?? '');
  });
}

/** Words of mining in general by which kill lists look for any miner: `stratum`, `cryptonight`. */
export function isMiningWord(word: string): boolean {
  const lower = word.toLowerCase();
  return lower.includes('stratum') || lower.includes('cryptonight') || knownTerm(lower) !== undefined;
}
