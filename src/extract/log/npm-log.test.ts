import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './npm-log.fixture.ts';
import { npmLog } from './npm-log.ts';

testLogFormat(npmLog, fixture);
