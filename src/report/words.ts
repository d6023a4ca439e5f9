/** Words and figures that every renderer shares. */
import type { Question } from '../model/answer.ts';
import type { Consent, VerdictStage } from '../model/report.ts';
import type { Tone } from './sheet.ts';

/** The ladder as numbers; model/finding.ts has it as a list, but would load the schemas with it. */
export const rung: Readonly<Record<VerdictStage, number>> = {
  none: 0,
  mention: 1,
  capability: 2,
  configured: 3,
  active: 4,
};

export const stageTone: Readonly<Record<VerdictStage, Tone>> = {
  none: 'calm',
  mention: 'notice',
  capability: 'caution',
  configured: 'alarm',
  active: 'alarm',
};

/** What a verdict means to someone who never heard of the ladder. */
export const stageMeaning: Readonly<Record<VerdictStage, string>> = {
  none: 'No sign of mining.',
  mention: 'Text here talks of mining. Nothing here can mine, and nothing is set to.',
  capability: 'Code here can mine. No account that it would mine for was found, and it was not seen mining.',
  configured: 'Set to mine, for an account. Not seen mining.',
  active: 'Mining. A miner was seen at work.',
};

export const consentMeaning: Readonly<Record<Consent, string>> = {
  covert: 'Covert: the evidence says that the owner did not agree.',
  unknown: 'Nothing here says whether the owner agreed.',
  consented: 'With the consent of the owner.',
};

export const questionTitle: Readonly<Record<Question, string>> = {
  what: 'What',
  money: 'Money',
  entry: 'Entry',
  reach: 'Reach',
  who: 'Who',
  gone: 'Gone',
};

/** `1,234,567`. Not toLocaleString: its tables take 20 ms to load. */
function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 file`, `2 files`. */
export function counted(n: number, one: string, many: string = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

export function byteSize(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  if (unit === 0) return counted(bytes, 'byte');
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

export function duration(seconds: number): string {
  if (seconds < 0.1) return `${Math.max(1, Math.round(seconds * 1000))} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  return `${minutes} min ${Math.round(seconds - minutes * 60)} s`;
}

/** A time of the contract, as people read it: `2018-01-08 12:00:00 UTC`. */
export function readableTime(iso: string): string {
  return iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
}

/** A stretch of time to the minute: `2026-11-02 06:12 to 14:10 UTC`, with both days where they differ. */
export function readableSpan(first: string, last: string): string {
  const [from, to] = [first, last].map((iso) => iso.replace('T', ' ').slice(0, 16));
  if (from === to) return `${from} UTC`;
  return `${from} to ${from?.slice(0, 10) === to?.slice(0, 10) ? to?.slice(11) : to} UTC`;
}

/** Beginning and end of an address, enough to recognise it. */
export function shortened(address: string): string {
  return address.length <= 24 ? address : `${address.slice(0, 8)}…${address.slice(-6)}`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
