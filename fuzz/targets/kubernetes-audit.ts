/** Audit logs of Kubernetes: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/kubernetes-audit.fixture.ts';
import { kubernetesAudit } from '../../src/extract/log/kubernetes-audit.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('kubernetes-audit', kubernetesAudit, fixture);
