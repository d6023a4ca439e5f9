/** Dumps of a cluster: nothing throws, loops end, and what is told lies in the dump. */
import { fixture } from '../../src/extract/cluster/kubernetes-dump.fixture.ts';
import { kubernetesDump } from '../../src/extract/cluster/kubernetes-dump.ts';
import { sweepTarget } from '../sweep.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = sweepTarget('kubernetes-dump', kubernetesDump, fixture);
