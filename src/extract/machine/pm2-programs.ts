/**
 * The programs that PM2 starts again with `pm2 resurrect`: its dump, a list of what ran when `pm2 save` was called. Of
 * their environments, which hold secrets, nothing is taken but what is loaded into them.
 * Source: https://pm2.keymetrics.io/docs/usage/startup/; the names of the fields are those that PM2 writes.
 */

import { jsonOf, textAt, textsAt } from '../../codec/container-state/facts.ts';
import { isObject } from '../../codec/json/document.ts';

export interface Pm2Program {
  readonly name: string | undefined;
  /** What it starts with its arguments, as a shell would be told. */
  readonly command: string;
  readonly folder: string | undefined;
  readonly user: string | undefined;
  /** `cron_restart`: when it is started anew. */
  readonly schedule: string | undefined;
  readonly preload: string | undefined;
}

/** Undefined for what is no such list. */
export function pm2Programs(bytes: Uint8Array): Pm2Program[] | undefined {
  const list = jsonOf(bytes);
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((item) => {
    // Older releases keep what later ones have at the top in `pm2_env`.
    const settings = isObject(item) && isObject(item['pm2_env']) ? item['pm2_env'] : item;
    const program = textAt(settings, 'pm_exec_path');
    if (program === undefined) return [];
    const interpreter = textAt(settings, 'exec_interpreter');
    const through = interpreter === undefined || interpreter === 'none' ? [] : [interpreter];
    const words = [...through, ...textsAt(settings, 'node_args'), program, ...textsAt(settings, 'args')];
    return [
      {
        name: textAt(settings, 'name'),
        command: commandOf(words),
        folder: textAt(settings, 'pm_cwd'),
        user: textAt(settings, 'username') ?? textAt(settings, 'env', 'USER'),
        schedule: textAt(settings, 'cron_restart'),
        preload: textAt(settings, 'env', 'LD_PRELOAD') ?? textAt(settings, 'LD_PRELOAD'),
      },
    ];
  });
}

/** `bash -c 'x | y'`: what PM2 was given as one word stays one. */
function commandOf(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}
