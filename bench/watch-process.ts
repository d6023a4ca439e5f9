/** What a running process took so far; nothing where the system does not say. Source: proc(5). */
import { readFileSync } from 'node:fs';

const ticksPerSecond = 100;

export interface Took {
  /** The most memory that it has had. */
  readonly peakBytes: number;
  readonly processorSeconds: number;
}

export function processTook(process: number | undefined): Took {
  try {
    const [, kilobytes = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${process}/status`, 'utf8')) ?? [];
    const [, fields = ''] = readFileSync(`/proc/${process}/stat`, 'utf8').split(') ');
    const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
    return { peakBytes: Number(kilobytes) * 1024, processorSeconds: (user + system) / ticksPerSecond };
  } catch {
    return { peakBytes: 0, processorSeconds: 0 }; // it ended, or this is no Linux
  }
}
