// Written by `npm run generate`: do not edit.
import type { Extractor } from '../model/units.ts';
import { javascriptMiner } from './code/javascript-miner.ts';
import { minerCode } from './code/miner-code.ts';
import { webassemblyMiner } from './code/webassembly-miner.ts';
import { minerCommand } from './config/miner-command.ts';
import { xmrStakPools } from './config/xmr-stak-pools.ts';
import { xmrigConfig } from './config/xmrig-config.ts';
import { analystEvidence } from './evidence/analyst-evidence.ts';
import { elf } from './executable/elf.ts';
import { machO } from './executable/mach-o.ts';
import { portableExecutable } from './executable/portable-executable.ts';
import { reservedZone } from './executable/reserved-zone.ts';
import { coinNode } from './network/coin-node.ts';
import { flowCadence } from './network/flow-cadence.ts';
import { nameLookup } from './network/name-lookup.ts';
import { stratumSession } from './network/stratum-session.ts';
import { tlsHandshake } from './network/tls-handshake.ts';
import { rivalKill } from './script/rival-kill.ts';
import { scriptDeeds } from './script/script-deeds.ts';
import { minerDownload } from './text/miner-download.ts';
import { miningTerm } from './text/mining-term.ts';
import { wallet } from './wallet/wallet.ts';

/** Every unit of this stage. */
export const extractors: readonly Extractor[] = [
  javascriptMiner,
  minerCode,
  webassemblyMiner,
  minerCommand,
  xmrStakPools,
  xmrigConfig,
  analystEvidence,
  elf,
  machO,
  portableExecutable,
  reservedZone,
  coinNode,
  flowCadence,
  nameLookup,
  stratumSession,
  tlsHandshake,
  rivalKill,
  scriptDeeds,
  minerDownload,
  miningTerm,
  wallet,
];
