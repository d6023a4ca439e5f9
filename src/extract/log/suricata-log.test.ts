import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './suricata-log.fixture.ts';
import { suricataLog } from './suricata-log.ts';

testLogFormat(suricataLog, fixture);
