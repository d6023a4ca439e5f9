/** Flow records of nfdump, as CSV and as JSON: nothing throws, loops end, and what is told lies in the log. */
import { fixture } from '../../src/extract/sensor/netflow.fixture.ts';
import { netflow } from '../../src/extract/sensor/netflow.ts';
import { sweepTarget } from '../sweep.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = sweepTarget('nfdump', netflow, fixture);
