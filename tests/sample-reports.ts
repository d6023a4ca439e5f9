/** Reports made by hand, for the renderers' tests: every id, place and time is fixed. */
export { analysed, case2018 } from './sample-reports/case-2018.ts';
export { hostile, hostileText, saying } from './sample-reports/hostile.ts';
export { active, clean, crowded, withGaps } from './sample-reports/plain.ts';
