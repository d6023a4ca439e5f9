import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './zeek-json-log.fixture.ts';
import { zeekJsonLog } from './zeek-json-log.ts';

testLogFormat(zeekJsonLog, fixture);
