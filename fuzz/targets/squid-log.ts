/** Logs of Squid: nothing throws, loops end, and what is told lies in the log. */
import { fixture } from '../../src/extract/sensor/proxy-log.fixture.ts';
import { proxyLog } from '../../src/extract/sensor/proxy-log.ts';
import { sweepTarget } from '../sweep.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = sweepTarget('squid-log', proxyLog, fixture);
