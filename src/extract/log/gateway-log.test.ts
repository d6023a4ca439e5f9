import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './gateway-log.fixture.ts';
import { gatewayLog } from './gateway-log.ts';

testLogFormat(gatewayLog, fixture);
