/** npm's debug logs: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/npm-log.fixture.ts';
import { npmLog } from '../../src/extract/log/npm-log.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('npm-log', npmLog, fixture);
