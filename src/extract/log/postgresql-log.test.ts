import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './postgresql-log.fixture.ts';
import { postgresqlLog } from './postgresql-log.ts';

testLogFormat(postgresqlLog, fixture);
