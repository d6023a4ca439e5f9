import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './package-log.fixture.ts';
import { packageLog } from './package-log.ts';

testLogFormat(packageLog, fixture);
