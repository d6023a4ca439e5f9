/**
 * What a piece of evidence is, by its content first and its name second: a script named readme.md is a script, and a
 * miner's configuration named notes.txt is a configuration. Where neither tells, it is `text` or `data`, which nothing
 * excuses. Nor does it ever say `evidence`: that kind excuses everything, so the engine alone gives it, to files that
 * somebody named (engine/evidence-files.ts). Does not see: what begins after the first 4 KiB, such as a script behind a
 * page of prose.
 */
import type { ArtifactKind } from '../../model/artifact.ts';
import * as form from './form.ts';
import { headBytes, readTextHead, type TextHead } from './head.ts';
import { kindByMagic } from './magic.ts';
import { baseName, extensionOf, kindByName } from './name.ts';
import * as record from './record-form.ts';
import { hasShebang, isScript } from './script-form.ts';

/**
 * @param name the artifact's name; its last part counts
 * @param head its first bytes; 4 KiB are enough, fewer will do where it is shorter
 * @param size all of its bytes
 */
export function classify(name: string, head: Uint8Array, size: number): ArtifactKind {
  const start = head.subarray(0, headBytes);
  const magic = kindByMagic(start);
  if (magic !== undefined) return magic;
  const text = readTextHead(start, size);
  if (text === undefined) return kindOfBinary(name);
  if (text.lines.length === 0) return kindByName(name) ?? 'text';
  return kindByForm(text, name) ?? kindByNameOfText(text, name) ?? (form.isProse(text) ? 'document' : 'text');
}

/** Binary content gives a name little credit: only formats without a magic number of their own. */
function kindOfBinary(name: string): ArtifactKind {
  const kind = kindByName(name);
  if (kind === 'database') return kind;
  return extensionOf(baseName(name)) === 'doc' ? 'document' : 'data';
}

/** Forms that are plain to see, the ones that something runs before the ones that only speak. */
function kindByForm(text: TextHead, name: string): ArtifactKind | undefined {
  if (hasShebang(text)) return 'script';
  const named = kindByName(name);
  if (named === 'script') return 'script';
  if (form.isSourceMap(text)) return 'source-code';
  if (form.isJson(text)) return form.isJsonLog(text) ? 'log' : (record.kindOfRecord(text) ?? 'config');
  // Code may hold anything: a rule, a page or a dump as a string among its lines.
  if (named === 'source-code') return isScript(text) && !isProgram(text) ? 'script' : named;
  const markup = kindOfMarkup(text);
  if (markup !== undefined) return markup;
  if (form.isRoff(text)) return 'document';
  if (form.isRules(text)) return 'rules';
  if (form.isLog(text)) return 'log';
  if (form.isCrontab(text)) return 'config';
  if (form.isBlocklist(text)) return 'blocklist';
  if (form.isSqlDump(text)) return 'database';
  if (form.isIni(text)) return 'config';
  if (isScript(text)) return 'script';
  if (record.isMail(text) || record.isSampleNote(text)) return 'document';
  return record.kindOfTable(text);
}

/** Signs of a programming language, whose lines may look like assignments and calls of a shell. */
function isProgram({ text }: TextHead): boolean {
  return /^\s*(import |from \S+ import|package |use |export [{*]|export (default|const|type|interface|declare|function|class) |#include|require|const |let |var |def |class |fn |func |public |private |module )|^\s*\/[/*]/m.test(
    text,
  );
}

/** A page runs scripts; a document only speaks. A head without a script proves nothing where more follows. */
function kindOfMarkup({ text, complete }: TextHead): ArtifactKind | undefined {
  const start = text.slice(0, 512).trimStart().toLowerCase();
  if (
    /^(<!doctype html|<html|<head|<body|<script|<!-- ?saved from)/.test(start) ||
    /^<\?xml[^>]*>\s*<(!doctype )?html/.test(start)
  )
    return complete && !/<script|\son\w+=/i.test(text) ? 'document' : 'page';
  if (start.startsWith('<?xml')) return record.isFeed(start) ? 'document' : 'config';
  return undefined;
}

/** A name counts where the content does not speak against it. */
function kindByNameOfText(text: TextHead, name: string): ArtifactKind | undefined {
  const kind = kindByName(name);
  if (kind === undefined || kind === 'log') return form.isYaml(text) ? 'config' : kind;
  return kind;
}
