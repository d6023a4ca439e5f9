/** Records of logins: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/login-records.fixture.ts';
import { loginRecords } from '../../src/extract/log/login-records.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('login-records', loginRecords, fixture);
