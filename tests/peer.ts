/** A second implementation that a test compares with, wherever this machine has it. */
import { spawnSync } from 'node:child_process';

/** True where the command is on the PATH and answers for its version. */
export function hasPeer(command: string, versionFlag = '--version'): boolean {
  return spawnSync(command, [versionFlag], { stdio: 'ignore' }).status === 0;
}
