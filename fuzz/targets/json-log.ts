/** JSON logs: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/json-log.fixture.ts';
import { jsonLog } from '../../src/extract/log/json-log.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('json-log', jsonLog, fixture);
