/** Error logs of web servers: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/error-log.fixture.ts';
import { errorLog } from '../../src/extract/log/error-log.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('error-log', errorLog, fixture);
