import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './docker-daemon.fixture.ts';
import { dockerDaemon } from './docker-daemon.ts';

testLogFormat(dockerDaemon, fixture);
