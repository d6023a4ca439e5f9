/** The most memory that a running process has had, in bytes; 0 where the system does not say. */
import { readFileSync } from 'node:fs';

export function peakMemory(process: number | undefined): number {
  try {
    const [, kilobytes = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${process}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0; // it ended, or this is no Linux
  }
}
