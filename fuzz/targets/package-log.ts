/** Logs of package managers: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/package-log.fixture.ts';
import { packageLog } from '../../src/extract/log/package-log.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('package-log', packageLog, fixture);
