import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './container-log.fixture.ts';
import { containerLog } from './container-log.ts';

testLogFormat(containerLog, fixture);
