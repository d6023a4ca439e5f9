/** What Docker's daemon tells: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/docker-daemon.fixture.ts';
import { dockerDaemon } from '../../src/extract/log/docker-daemon.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('docker-daemon', dockerDaemon, fixture);
