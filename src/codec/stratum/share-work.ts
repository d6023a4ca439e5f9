/**
 * How many hashes stand behind a miner's shares. A share proves that a hash fell below the target of its job, which one
 * in so many does: so a miner's speed shows in what a pool accepts, though no message names it.
 * Source: XMRig Job.cpp (cryptonote: a target of 4 or 8 bytes, little-endian, against the hash's upper bytes);
 * en.bitcoin.it/wiki/Stratum_mining_protocol (a difficulty holds for the jobs after it; one is 2^32 hashes of SHA-256d).
 * Does not see: shares that were refused, and work between two shares, so a sum is what was done at least. Scrypt pools
 * count a difficulty of the bitcoin dialect 65,536 times smaller: which function it is, the coin tells, not the session.
 */

/** One job, as its message has it. */
export interface JobWork {
  readonly id: string;
  /** Hashes that a share takes on average, where the job itself says it. */
  readonly hashes?: number;
  readonly algorithm?: string;
}

/** Pools hand out jobs by the minute, and take shares of the latest few. */
const mostJobs = 1024;
const hashesPerDifficulty: number = 2 ** 32;

export interface ShareWork {
  /** By the job's id, the oldest first. */
  readonly jobs: Map<string, JobWork>;
  /** Hashes a share, by the difficulty that was set last. */
  inForce: number | undefined;
  hashes: number;
  shares: number;
  /** A share was accepted whose target nobody saw. */
  unknown: boolean;
  /** Of the accepted shares. Hashes of different functions do not add up. */
  algorithm: string | undefined;
  mixed: boolean;
}

export function newShareWork(): ShareWork {
  return {
    jobs: new Map(),
    inForce: undefined,
    hashes: 0,
    shares: 0,
    unknown: false,
    algorithm: undefined,
    mixed: false,
  };
}

/** A difficulty that a pool sets; absent where it sets a target that is read as none. */
export function setDifficulty(work: ShareWork, difficulty: number | undefined): void {
  work.inForce = difficulty === undefined ? undefined : plausible(difficulty * hashesPerDifficulty);
}

export function handOut(work: ShareWork, job: JobWork): void {
  const hashes = job.hashes ?? work.inForce;
  work.jobs.delete(job.id);
  work.jobs.set(job.id, hashes === undefined ? job : { ...job, hashes });
  if (work.jobs.size <= mostJobs) return;
  for (const oldest of work.jobs.keys()) {
    work.jobs.delete(oldest);
    return;
  }
}

/** The job that a share is for, as it stands when the share is sent. */
export function jobOf(work: ShareWork, id: string | undefined): JobWork | undefined {
  return id === undefined ? undefined : work.jobs.get(id);
}

/** Counts an accepted share. */
export function takeShare(work: ShareWork, job: JobWork | undefined): void {
  if (job?.hashes === undefined) work.unknown = true;
  else work.hashes += job.hashes;
  if (work.shares++ > 0 && work.algorithm !== job?.algorithm) work.mixed = true;
  work.algorithm = job?.algorithm;
}

/** Hashes behind all accepted shares; absent where they are not known of each, or are not of one kind. */
export function hashesBehind(work: ShareWork): number | undefined {
  if (work.shares === 0 || work.unknown || work.mixed) return undefined;
  return plausible(work.hashes);
}

/** Hashes that a cryptonote target asks for on average; absent where it is of another form. */
export function hashesOfTarget(target: string): number | undefined {
  if (target.length === 8) return plausible(2 ** 32 / littleEndian(target));
  if (target.length !== 16) return undefined;
  return plausible(2 ** 64 / (littleEndian(target.slice(8)) * 2 ** 32 + littleEndian(target.slice(0, 8))));
}

/** Four bytes in hex. */
function littleEndian(hex: string): number {
  const bytes = Number.parseInt(hex, 16);
  return (((bytes & 0xff) << 24) | ((bytes & 0xff00) << 8) | ((bytes >>> 8) & 0xff00) | (bytes >>> 24)) >>> 0;
}

/** All the world's miners together do not reach 2^80 hashes a share. */
function plausible(hashes: number): number | undefined {
  return hashes > 0 && hashes < 2 ** 80 ? hashes : undefined;
}
