// Written by `npm run generate`: do not edit.
import type { Detector } from '../model/units.ts';
import { minerBinary } from './code/miner-binary.ts';
import { minerDropper } from './code/miner-dropper.ts';
import { miningAccount } from './config/mining-account.ts';
import { exploitAttempted } from './entry/exploit-attempted.ts';
import { exploitWorked } from './entry/exploit-worked.ts';
import { loginGuessed } from './entry/login-guessed.ts';
import { minerOutput } from './entry/miner-output.ts';
import { minerStarted } from './entry/miner-started.ts';
import { openDoor } from './entry/open-door.ts';
import { packageBroughtIt } from './entry/package-brought-it.ts';
import { containerMiner } from './machine/container-miner.ts';
import { foothold } from './machine/foothold.ts';
import { hiddenProcess } from './machine/hidden-process.ts';
import { knownBadRelease } from './machine/known-bad-release.ts';
import { minerAutostart } from './machine/miner-autostart.ts';
import { minerRunning } from './machine/miner-running.ts';
import { systemFileChanged } from './machine/system-file-changed.ts';
import { weakenedMachine } from './machine/weakened-machine.ts';
import { webShell } from './machine/web-shell.ts';
import { coinNode } from './network/coin-node.ts';
import { encryptedCadence } from './network/encrypted-cadence.ts';
import { minerFile } from './network/miner-file.ts';
import { poolContact } from './network/pool-contact.ts';
import { poolSession } from './network/pool-session.ts';
import { sensorAlarm } from './network/sensor-alarm.ts';
import { ruleMatch } from './rules/rule-match.ts';
import { scriptStory } from './script/script-story.ts';
import { miningMention } from './text/mining-mention.ts';

/** Every unit of this stage. */
export const detectors: readonly Detector[] = [
  minerBinary,
  minerDropper,
  miningAccount,
  exploitAttempted,
  exploitWorked,
  loginGuessed,
  minerOutput,
  minerStarted,
  openDoor,
  packageBroughtIt,
  containerMiner,
  foothold,
  hiddenProcess,
  knownBadRelease,
  minerAutostart,
  minerRunning,
  systemFileChanged,
  weakenedMachine,
  webShell,
  coinNode,
  encryptedCadence,
  minerFile,
  poolContact,
  poolSession,
  sensorAlarm,
  ruleMatch,
  scriptStory,
  miningMention,
];
