// Written by `npm run generate`: do not edit.
import type { Extractor } from '../model/units.ts';
import { minerCode } from './code/miner-code.ts';
import { minerCommand } from './config/miner-command.ts';
import { xmrStakPools } from './config/xmr-stak-pools.ts';
import { xmrigConfig } from './config/xmrig-config.ts';
import { analystEvidence } from './evidence/analyst-evidence.ts';
import { portableExecutable } from './executable/portable-executable.ts';
import { reservedZone } from './executable/reserved-zone.ts';
import { coinNode } from './network/coin-node.ts';
import { stratumSession } from './network/stratum-session.ts';
import { minerDownload } from './text/miner-download.ts';
import { miningTerm } from './text/mining-term.ts';
import { wallet } from './wallet/wallet.ts';

/** Every unit of this stage. */
export const extractors: readonly Extractor[] = [
  minerCode,
  minerCommand,
  xmrStakPools,
  xmrigConfig,
  analystEvidence,
  portableExecutable,
  reservedZone,
  coinNode,
  stratumSession,
  minerDownload,
  miningTerm,
  wallet,
];
