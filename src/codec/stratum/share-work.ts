/**
 * How many hashes stand behind a miner's shares. A share proves that a hash fell below the target of its job, which one
 * in so many does: so a miner's speed shows in what a pool accepts, though no message names it.
 * Sources: XMRig Job.cpp (cryptonote: a target of 3, 4 or 8 bytes, little-endian, against the hash's upper bytes);
 * en.bitcoin.it/wiki/Stratum_mining_protocol (a difficulty holds for the jobs after it; one is 2^32 hashes of SHA-256d);
 * eth_getWork, ZIP 301 and kawpow (a target of 32 bytes against the whole hash). For Zcash a hash is a solution's.
 * Does not see: work between two shares. Scrypt pools count a difficulty of the bitcoin dialect 65,536 times smaller:
 * which function it is, the coin tells, not the session. Grin's shares are no hashes below a target.
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
  /** Hashes a share, as it was set last: for the jobs after it. */
  inForce: number | undefined;
  /** Hashes a share of the job that was handed out last. */
  latest: number | undefined;
  readonly accepted: Shares;
  /** Sent, and not refused so far. */
  readonly sent: Shares;
}

/** Shares, and the hashes behind those whose target is known. */
export interface Shares {
  count: number;
  unknown: number;
  hashes: number;
  algorithm: string | undefined;
  /** Hashes of different functions do not add up. */
  mixed: boolean;
}

export function newShareWork(): ShareWork {
  const shares = (): Shares => ({ count: 0, unknown: 0, hashes: 0, algorithm: undefined, mixed: false });
  return { jobs: new Map(), inForce: undefined, latest: undefined, accepted: shares(), sent: shares() };
}

/** How hard a share is from now on; absent where a pool sets it in a form that is not read. */
export function setHashes(work: ShareWork, hashes: number | undefined): void {
  work.inForce = hashes;
}

export function handOut(work: ShareWork, job: JobWork): void {
  const hashes = job.hashes ?? work.inForce;
  work.latest = hashes;
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

export function countShare(shares: Shares, job: JobWork | undefined): void {
  shares.count++;
  if (job?.hashes === undefined) {
    shares.unknown++;
    return;
  }
  const isFirst = shares.count - shares.unknown === 1;
  if (!isFirst && shares.algorithm !== job.algorithm) shares.mixed = true;
  shares.algorithm = job.algorithm;
  shares.hashes += job.hashes;
}

/** Takes back a share that was refused. */
export function takeBack(shares: Shares, job: JobWork | undefined): void {
  if (job?.hashes === undefined) shares.unknown--;
  else shares.hashes -= job.hashes;
  shares.count--;
}

/** Hashes behind all accepted shares; absent where they are not known of each, or are not of one kind. */
export function hashesBehind({ accepted }: ShareWork): number | undefined {
  if (accepted.count === 0 || accepted.unknown > 0 || accepted.mixed) return undefined;
  return plausible(accepted.hashes);
}

/** Hashes that a cryptonote target asks for on average; absent where it is of another form. */
export function hashesOfTarget(target: string): number | undefined {
  // Browser pools send three bytes at times: the fourth is nought.
  if (target.length === 6) return plausible(2 ** 32 / littleEndian(`${target}00`));
  if (target.length === 8) return plausible(2 ** 32 / littleEndian(target));
  if (target.length !== 16) return undefined;
  return plausible(2 ** 64 / (littleEndian(target.slice(8)) * 2 ** 32 + littleEndian(target.slice(0, 8))));
}

/** Hashes behind a share of the bitcoin dialect's difficulty. */
export function hashesOfDifficulty(difficulty: number): number | undefined {
  return plausible(difficulty * hashesPerDifficulty);
}

/** Hashes that a target of 32 bytes asks for, its highest byte first, with or without `0x`. */
export function hashesOfLongTarget(target: string): number | undefined {
  const digits = target.replace(/^0x/, '');
  if (!/^[0-9a-fA-F]{64}$/.test(digits)) return undefined;
  const value = BigInt(`0x${digits}`);
  // The quotient is exact to a part in 2^16 even for the easiest share.
  return value === 0n ? undefined : plausible(Number((1n << 272n) / value) / 65_536);
}

/** Four bytes in hex. */
function littleEndian(hex: string): number {
  const bytes = Number.parseInt(hex, 16);
  return (((bytes & 0xff) << 24) | ((bytes & 0xff00) << 8) | ((bytes >>> 8) & 0xff00) | (bytes >>> 24)) >>> 0;
}

/** All the world's miners together do not reach 2^80 hashes a share. */
export function plausible(hashes: number): number | undefined {
  return hashes > 0 && hashes < 2 ** 80 ? hashes : undefined;
}
