/** Logs of applications: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/application-log.fixture.ts';
import { applicationLog } from '../../src/extract/log/application-log.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('application-log', applicationLog, fixture);
