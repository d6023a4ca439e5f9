/** Histories of shells: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/shell-history.fixture.ts';
import { shellHistory } from '../../src/extract/log/shell-history.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('shell-history', shellHistory, fixture);
