/**
 * Whether Redis wrote a file: its dump begins with its name and a number of its form. Through a Redis without a password
 * anybody can have it written as a cron table or a list of keys, which cron and sshd read past the rest of it.
 * Source: the form of RDB (rdb.h, `REDIS0009`; Valkey 9: `VALKEY080`). ATT&CK T1190.
 * Does not see: what its other file, of appended commands, was made to be.
 */
import type { Reason } from './command-reasons.ts';

export function dumpReasons(text: string): readonly Reason[] {
  return /^(?:REDIS\d{4}|VALKEY\d{3})/.test(text) ? ['written-by-redis'] : [];
}
