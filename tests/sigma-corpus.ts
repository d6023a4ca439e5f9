/** The rules of SigmaHQ with the events that they were tested with, from ../shared. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { evtxEvent } from '../src/codec/evtx/evtx.ts';
import { readSigmaRules } from '../src/codec/sigma/read-rules.ts';
import type { SigmaMistake, SigmaRule } from '../src/codec/sigma/rule.ts';
import type { LogEvent, LogValue } from '../src/model/log-event.ts';
import { evtxRecords } from './evtx-records.ts';

const corpus = '../shared/corpus/sigma';
export const hasSigmaCorpus: boolean = existsSync(corpus);

export interface RegressionCase {
  readonly name: string;
  readonly rules: readonly SigmaRule[];
  readonly mistakes: readonly SigmaMistake[];
  /** From the JSON beside the log. */
  readonly events: readonly LogEvent[];
  /** From the log itself. */
  readonly logged: readonly LogEvent[];
  /** How many events of the file its rule matches. */
  readonly matchCount: number;
}

export function regressionCases(): readonly RegressionCase[] {
  return readdirSync(`${corpus}/regression`).flatMap((name) => {
    const folder = `${corpus}/regression/${name}`;
    const rulePath = `${folder}/rule.yml`;
    const json = readdirSync(folder).find((file) => file.endsWith('.json'));
    // One folder came without its rule.
    if (json === undefined || !existsSync(rulePath)) return [];
    const log = readFileSync(`${folder}/${json.replace(/json$/, 'evtx')}`);
    const counted = /match_count: (\d+)/.exec(readFileSync(`${folder}/info.yml`, 'utf8'))?.[1];
    return [
      {
        name,
        ...readSigmaRules(readFileSync(rulePath, 'utf8'), rulePath),
        events: readEvents(readFileSync(`${folder}/${json}`, 'utf8')),
        logged: evtxRecords(log).map(evtxEvent),
        matchCount: Number(counted ?? 1),
      },
    ];
  });
}

export function minerRules(): { readonly rules: readonly SigmaRule[]; readonly mistakes: readonly SigmaMistake[] } {
  const files = readdirSync(`${corpus}/miner-rules`).map((name) =>
    readSigmaRules(readFileSync(`${corpus}/miner-rules/${name}`, 'utf8'), name),
  );
  return { rules: files.flatMap(({ rules }) => rules), mistakes: files.flatMap(({ mistakes }) => mistakes) };
}

type Json = LogValue | { readonly [key: string]: Json };

/** The corpus's JSON: one or several documents one behind the other, or a list of them. */
function readEvents(text: string): readonly LogEvent[] {
  const documents = text
    .replace(/^\ufeff/, '')
    .split(/\n(?=\{)/)
    .map((part) => JSON.parse(part) as { readonly Event: { readonly [key: string]: Json } });
  return documents.map(({ Event }) => eventOf(Event));
}

function eventOf(event: { readonly [key: string]: Json }): LogEvent {
  const fields: Record<string, LogValue> = {};
  for (const [section, body] of Object.entries(event)) if (section !== '#attributes') flatten(section, body, fields);
  const channel = String(fields['Channel']);
  return { source: { product: 'windows' }, fields: { ...fields, Channel: channel }, text: '' };
}

/** Elements by their last name, attributes behind `_`. */
function flatten(name: string, body: Json, fields: Record<string, LogValue>): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    fields[name] ??= body as LogValue;
    return;
  }
  for (const [key, value] of Object.entries(body)) {
    if (key !== '#attributes') flatten(key, value, fields);
    else if (typeof value === 'object' && value !== null)
      for (const [attribute, text] of Object.entries(value)) flatten(`${name}_${attribute}`, text, fields);
  }
}
