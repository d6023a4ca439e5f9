import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './application-log.fixture.ts';
import { applicationLog } from './application-log.ts';

testLogFormat(applicationLog, fixture);
