import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './miner-log.fixture.ts';
import { minerLog } from './miner-log.ts';

testLogFormat(minerLog, fixture);
