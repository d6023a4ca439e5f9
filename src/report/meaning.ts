/** What the report's terms mean to someone who never heard of them. */
import type { Question } from '../model/answer.ts';
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

export const forgeabilityMeaning: Readonly<Record<Forgeability, string>> = {
  cheap: 'cheap to plant',
  moderate: 'takes effort to plant',
  dear: 'hard to plant',
  none: 'cannot be planted',
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

export function gradeOf({ reliability, credibility }: Provenance): string {
  return `${reliability}${credibility}`;
}

/** `B2: usually reliable source, probably true`. */
export function gradeMeaning(grade: string): string {
  const [letter = '', number = ''] = grade;
  const words = [reliabilityMeaning[letter], credibilityMeaning[number]].filter(Boolean);
  return words.length === 0 ? grade : `${grade}: ${words.join(', ')}`;
}

/** Traffic Light Protocol 2.0 (FIRST), most open first. */
export const tlpOrder: readonly Provenance['tlp'][] = ['clear', 'green', 'amber', 'amber+strict', 'red'];
export const tlpMeaning: Readonly<Record<Provenance['tlp'], string>> = {
  clear: 'may be shared with anyone',
  green: 'may be shared within the community, not in public',
  amber: 'may be shared within the organisation and with its clients, where they need to know',
  'amber+strict': 'may be shared within the organisation, where they need to know',
  red: 'is for the named recipients alone',
};

/** `20–45 %`. */
export function percentRange({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${Math.round(low * 100)}–${Math.round(high * 100)} %`;
}
