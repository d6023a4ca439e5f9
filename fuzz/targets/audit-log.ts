/** Audit logs: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/audit-log.fixture.ts';
import { auditLog } from '../../src/extract/log/audit-log.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('audit-log', auditLog, fixture);
