import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './squid-log.fixture.ts';
import { squidLog } from './squid-log.ts';

testLogFormat(squidLog, fixture);
