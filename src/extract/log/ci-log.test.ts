import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './ci-log.fixture.ts';
import { ciLog } from './ci-log.ts';

testLogFormat(ciLog, fixture);
