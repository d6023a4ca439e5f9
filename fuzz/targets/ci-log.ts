/** Logs of build services: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/ci-log.fixture.ts';
import { ciLog } from '../../src/extract/log/ci-log.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('ci-log', ciLog, fixture);
