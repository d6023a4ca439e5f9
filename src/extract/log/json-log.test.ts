import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './json-log.fixture.ts';
import { jsonLog } from './json-log.ts';

testLogFormat(jsonLog, fixture);
