import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './error-log.fixture.ts';
import { errorLog } from './error-log.ts';

testLogFormat(errorLog, fixture);
