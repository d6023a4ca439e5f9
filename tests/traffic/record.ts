/** Plays the set, all at once, and records it: a capture for each play, with what its peers know of it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Play, Told } from './play.ts';
import { restage, rotate, type Staged, splitRecording, writeCapture } from './recording.ts';
import { type Networks, Stage } from './stage.ts';
import { Recorder } from './tcpdump.ts';

export interface Recorded {
  readonly play: Play;
  /** The capture. */
  readonly path: string;
  /** Where its programs left their logs. */
  readonly folder: string;
  /** The same in several files, where the play wants that. */
  readonly parts: readonly string[];
  readonly told: readonly Told[];
  readonly packets: number;
  /** Why the play broke off; what was recorded until then is there. */
  readonly broken?: string;
}

export async function record(plays: readonly Play[], folder: string): Promise<readonly Recorded[]> {
  const networks = networksOfThisProcess();
  const recorder = await Recorder.start(join(folder, 'recording.pcap'), `net 127.${networks.seen}.0.0/16`);
  const played = await Promise.all(plays.map((play, i) => perform(play, i + 1, networks, folder)));
  const packets = splitRecording(await recorder.stop(), networks.seen);
  return played.map(({ play, stage, told, broken }, i): Recorded => {
    const own = restage(packets.get(i + 1) ?? [], stage.clock.marks);
    const files = play.rotateSeconds === undefined ? [] : rotate(own, play.rotateSeconds);
    const path = write(folder, play.name, own);
    const parts = files.map((file, part) => write(folder, `${play.name}.${part + 1}`, file));
    return {
      play,
      path,
      folder: stage.folder,
      parts,
      told,
      packets: own.length,
      ...(broken !== undefined && { broken }),
    };
  });
}

function write(folder: string, name: string, packets: readonly Staged[]): string {
  const path = join(folder, `${name}.pcap`);
  writeFileSync(path, writeCapture(packets));
  return path;
}

/** Two runs at once on one machine must not meet. */
export function networksOfThisProcess(): Networks {
  const seen = 64 + 2 * (process.pid % 64);
  return { seen, beyond: seen + 1 };
}

interface Performed {
  readonly play: Play;
  readonly stage: Stage;
  readonly told: readonly Told[];
  readonly broken?: string;
}

async function perform(play: Play, number: number, networks: Networks, folder: string): Promise<Performed> {
  const { name, settleMs } = play;
  const own = join(folder, `${name}.d`);
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  const stage = new Stage({ name, number, networks, folder: own, ...(settleMs !== undefined && { settleMs }) });
  try {
    return { play, stage, told: await stage.clock.run(play.play(stage)) };
  } catch (error) {
    return { play, stage, told: [], broken: String(error) };
  } finally {
    stage.end();
  }
}
