/** Logs of containers: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/container-log.fixture.ts';
import { containerLog } from '../../src/extract/log/container-log.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('container-log', containerLog, fixture);
