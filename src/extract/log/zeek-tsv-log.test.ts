import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './zeek-tsv-log.fixture.ts';
import { zeekTsvLog } from './zeek-tsv-log.ts';

testLogFormat(zeekTsvLog, fixture);
