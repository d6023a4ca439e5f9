/** Access logs: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/access-log.fixture.ts';
import { accessLog } from '../../src/extract/log/access-log.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('access-log', accessLog, fixture);
