/** Words of estimative probability: ICD 203 (Analytic Standards, 2015), section D.6.e.2.a. */

export const bands: readonly (readonly [least: number, words: string])[] = [
  [0.95, 'almost certain'],
  [0.8, 'very likely'],
  [0.55, 'likely'],
  [0.45, 'roughly even chance'],
  [0.2, 'unlikely'],
  [0.05, 'very unlikely'],
  [0, 'almost no chance'],
];

/** The band of a probability. A border belongs to the band above it, save 0.8, which a single origin may reach. */
export function bandOf(probability: number): string {
  for (const [least, words] of bands) if (least === 0.8 ? probability > least : probability >= least) return words;
  return 'almost no chance';
}

/** Where `likely` begins and ends. */
export const likely = { least: 0.55, most: 0.8 } as const;
