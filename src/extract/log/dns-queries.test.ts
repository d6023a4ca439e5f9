import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './dns-queries.fixture.ts';
import { dnsQueries } from './dns-queries.ts';

testLogFormat(dnsQueries, fixture);
