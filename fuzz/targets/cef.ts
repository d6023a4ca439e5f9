/** Events in the Common Event Format: nothing throws, loops end, and what is told lies in the log. */
import { fixture } from '../../src/extract/sensor/cef.fixture.ts';
import { cef } from '../../src/extract/sensor/cef.ts';
import { sweepTarget } from '../sweep.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = sweepTarget('cef', cef, fixture);
