/**
 * Files that nobody may change or delete, not even root, until the mark is taken away: miners so keep their cron lines,
 * keys and programs. Told openly where such a mark has no use for anybody else: on tables of cron, keys, ld.so.preload, and
 * in folders for temporary files.
 * Source: https://github.com/tclahr/uac, artifacts/live_response/system/immutable_files.yaml: lines of `lsattr`.
 * Does not see: files in folders that UAC did not ask about.
 */
import { linesOf } from '../../../codec/text-lines/lines-of.ts';
import type { FileTrace } from '../../../model/machine-payloads.ts';
import { defineProbe, type Probe } from '../../../model/machine-units.ts';
import { present } from '../../../model/present.ts';
import { isTemporary } from '../knowledge/command-reasons.ts';
import { isoTime } from '../knowledge/iso-time.ts';

const place = '/live_response/system/immutable_files.txt';
const mostBytes = 16 * 1024 * 1024;
const mostTold = 2000;
const guarded =
  /^\/(?:etc\/(?:cron[^/]{0,16}(?:\/|$)|ld\.so\.preload$|systemd\/system\/|rc\.local$|init\.d\/)|var\/spool\/cron\/)|\/\.ssh\/authorized_keys/;

export const immutableFiles: Probe<'file-trace'> = defineProbe({
  id: 'collected-immutable',
  title: 'files that nobody may change, as a collector listed them',
  emits: ['file-trace'],
  platform: 'linux',
  *probe({ collected, tree }) {
    const files = new Set<string>();
    for (const line of linesOf(collected?.text(place, mostBytes) ?? '')) {
      const [, path] = /^[A-Za-z-]{0,8}i[A-Za-z-]{0,24} (\/.{1,4096})$/.exec(line) ?? [];
      if (path !== undefined) files.add(path);
    }
    for (const path of [...files].slice(0, mostTold)) {
      const isOdd = guarded.test(path) || isTemporary(path);
      const state = tree.stat(path);
      const form: FileTrace['form'] = state?.kind === 'folder' ? 'folder' : 'other';
      const modified = state && state.modified > 0 ? isoTime(state.modified) : undefined;
      const value: FileTrace = { path, form, ...present({ modified }), why: ['immutable'] };
      yield { kind: 'file-trace', value, path, ...(!isOdd && { aside: true as const }) };
      if (isOdd && state?.kind === 'file') yield { examine: path };
    }
    if (files.size > 0) yield { looked: { at: 'immutable files', count: files.size } };
    const left = files.size - mostTold;
    if (left > 0)
      yield { gap: { code: 'limit-count', what: `${left} more immutable files are not told`, path: place } };
  },
});
