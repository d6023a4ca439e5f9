/** Access logs of gateways: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/gateway-log.fixture.ts';
import { gatewayLog } from '../../src/extract/log/gateway-log.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('gateway-log', gatewayLog, fixture);
