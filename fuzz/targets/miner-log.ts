/** Miners' own logs: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/miner-log.fixture.ts';
import { minerLog } from '../../src/extract/log/miner-log.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('miner-log', minerLog, fixture);
