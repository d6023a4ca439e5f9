/** W3C extended logs: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/iis-log.fixture.ts';
import { iisLog } from '../../src/extract/log/iis-log.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('w3c-log', iisLog, fixture);
