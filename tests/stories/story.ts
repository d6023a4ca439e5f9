import { nobodysAddress } from '../nobodys-address.ts';

/** A made-up incident: a week of ordinary logs with one entry in them. Nobody's machine, nobody's attack. */
export interface Story {
  readonly name: string;
  /** The logs by their paths below the folder that is scanned. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Which reading of `entry` is right. */
  readonly reading: 'exploit' | 'login' | 'supply' | 'user' | 'insider';
  /** How far the logs show it; `configured` where absent, since most logs show no work. */
  readonly stage?: 'active';
  /** When the earliest malicious step happened: milliseconds since 1970. */
  readonly begins: number;
  /** Words that the answer or its timeline must hold. */
  readonly tells: readonly RegExp[];
  /** Logs that show how it came in: without them nobody can tell. */
  readonly requests: readonly string[];
  /** Logs that show what ran then. */
  readonly deeds: readonly string[];
}

/** The story without some of its logs. */
export function without({ files }: Story, gone: readonly string[]): Story['files'] {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !gone.includes(path)));
}

/** 3 November 2026, in the middle of the week that is told. */
export const night: number = Date.UTC(2026, 10, 3, 4, 12, 55);
export const weekBegins: number = Date.UTC(2026, 9, 30);
export const weekEnds: number = Date.UTC(2026, 10, 6);

/** Whoever it was. */
export const attacker = '203.0.113.7';
export const minerArguments: readonly string[] = [
  '-o',
  'pool.example.com:3333',
  '-u',
  nobodysAddress('a made-up incident'),
  '-p',
  'x',
  '--donate-level=1',
];
