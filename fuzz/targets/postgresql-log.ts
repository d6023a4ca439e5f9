/** Logs of PostgreSQL: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/postgresql-log.fixture.ts';
import { postgresqlLog } from '../../src/extract/log/postgresql-log.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('postgresql-log', postgresqlLog, fixture);
