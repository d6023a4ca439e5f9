import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './access-log.fixture.ts';
import { accessLog } from './access-log.ts';

testLogFormat(accessLog, fixture);
