/** Logs of DNS servers: nothing throws, loops end, and what is told lies in the log. */
import { fixture } from '../../src/extract/sensor/dns-log.fixture.ts';
import { dnsLog } from '../../src/extract/sensor/dns-log.ts';
import { sweepTarget } from '../sweep.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = sweepTarget('dns-log', dnsLog, fixture);
