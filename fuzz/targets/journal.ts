/** The journal as text: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/journal.fixture.ts';
import { journal } from '../../src/extract/log/journal.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('journal', journal, fixture);
