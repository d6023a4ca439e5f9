/** Every play, in the order of their numbers. */
import { plainPlays } from './benign/plain-plays.ts';
import { programPlays } from './benign/program-plays.ts';
import { tlsPlays } from './benign/tls-plays.ts';
import type { Play } from './play.ts';
import { browserPlays } from './pools/browser-plays.ts';
import { cryptonotePlays } from './pools/cryptonote-plays.ts';
import { httpPlays } from './pools/http-plays.ts';
import { linePlays } from './pools/line-plays.ts';
import { throughPlays } from './pools/through-plays.ts';
import { tlsPoolPlays } from './pools/tls-plays.ts';

export const plays: readonly Play[] = [
  ...cryptonotePlays,
  ...linePlays,
  ...httpPlays,
  ...browserPlays,
  ...throughPlays,
  ...tlsPoolPlays,
  ...tlsPlays,
  ...plainPlays,
  ...programPlays,
];
