/** System logs: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/syslog.fixture.ts';
import { syslog } from '../../src/extract/log/syslog.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('syslog', syslog, fixture);
