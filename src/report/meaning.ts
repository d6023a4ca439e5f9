/** What the report's terms mean to someone who never heard of them. */
import type { Question } from '../model/answer.ts';
import type { Confidence, Stage } from '../model/finding.ts';
import type { Forgeability, Provenance } from '../model/provenance.ts';

/** The six questions, as people ask them. */
export const questionAsked: Readonly<Record<Question, string>> = {
  what: 'Is it mining?',
  money: 'Where does the money go?',
  entry: 'How did it get in?',
  reach: 'What did it touch?',
  who: 'Who could be behind it?',
  gone: 'Is it gone?',
};

export const rungs: readonly (readonly [stage: Stage, meaning: string])[] = [
  ['mention', 'talks of mining'],
  ['capability', 'can mine'],
  ['configured', 'set to mine'],
  ['active', 'seen mining'],
];

export const confidenceMeaning: Readonly<Record<Confidence, string>> = {
  low: 'little evidence, or one piece bears it all',
  moderate: 'more than one independent source',
  high: 'several independent sources agree',
};

/** In the few words that a list has room for. */
export const forgeabilityBrief: Readonly<Record<Forgeability, string>> = {
  cheap: 'cheap to plant',
  moderate: 'takes effort to plant',
  dear: 'hard to plant',
  none: 'nothing to forge',
};
export const forgeabilityMeaning: Readonly<Record<Forgeability, string>> = {
  cheap: 'can be planted by anyone who can type',
  moderate: 'can be planted with some effort',
  dear: 'hard to plant: takes control of something',
  none: 'nothing to forge',
};

/** Admiralty code, NATO STANAG 2511. */
const reliabilityMeaning: Readonly<Record<string, string>> = {
  A: 'reliable source',
  B: 'usually reliable source',
  C: 'fairly reliable source',
  D: 'source not usually reliable',
  E: 'unreliable source',
  F: 'source cannot be judged',
};
const credibilityMeaning: Readonly<Record<string, string>> = {
  1: 'confirmed by others',
  2: 'probably true',
  3: 'possibly true',
  4: 'doubtful',
  5: 'improbable',
  6: 'truth cannot be judged',
};

/** `B2: usually reliable source, probably true`. */
export function gradeMeaning(grade: string): string {
  const [letter = '', number = ''] = grade;
  const words = [reliabilityMeaning[letter], credibilityMeaning[number]].filter(Boolean);
  return words.length === 0 ? grade : `${grade}: ${words.join(', ')}`;
}

export function gradeOf({ reliability, credibility }: Provenance): string {
  return `${reliability}${credibility}`;
}

/** Traffic Light Protocol 2.0 (FIRST), most open first. */
export const tlpOrder: readonly Provenance['tlp'][] = ['clear', 'green', 'amber', 'amber+strict', 'red'];
export const tlpMeaning: Readonly<Record<Provenance['tlp'], string>> = {
  clear: 'may be shared with anyone',
  green: 'may be shared within the community, not in public',
  amber: 'for the organisation and its clients, who need to know',
  'amber+strict': 'for the organisation alone, who need to know',
  red: 'for the named recipients alone',
};

/** ICD 203's words, with what they stand for. */
export const bandMeaning: readonly (readonly [words: string, range: string])[] = [
  ['almost no chance', '1–5 %'],
  ['very unlikely', '5–20 %'],
  ['unlikely', '20–45 %'],
  ['roughly even chance', '45–55 %'],
  ['likely', '55–80 %'],
  ['very likely', '80–95 %'],
  ['almost certain', '95–99 %'],
];

/** `31 %`. */
export function percent(chance: number): string {
  return `${Math.round(chance * 100)} %`;
}

/** `12–55 %`. */
export function percentRange({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${Math.round(low * 100)}–${Math.round(high * 100)} %`;
}
