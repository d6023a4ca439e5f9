// Written by `npm run generate`: do not edit.
import type { EventExtractor } from '../model/log-units.ts';
import { actions } from './event/actions.ts';
import { exploitAttempts } from './event/exploit-attempts.ts';
import { logins } from './event/logins.ts';
import { minerOutput } from './event/miner-output.ts';
import { processes } from './event/processes.ts';

/** Every unit of this stage. */
export const eventExtractors: readonly EventExtractor[] = [
  actions,
  exploitAttempts,
  logins,
  minerOutput,
  processes,
];
