/**
 * What a script does to the machine, statement by statement, in order: what it fetches, what it makes start again, what
 * it switches off, wipes, hides and reads, and where it goes on to. Each statement is one that administrators write, too,
 * so it is asked only where something of mining was seen in the same file. Nothing here shows that the script ran.
 * Does not see: what is put together at run time, what a fetched program does, loops and conditions as such.
 * Other miners that are ended: rival-kill.ts. Miners that are fetched by name: extract/text/miner-download.ts.
 */
import { type Fetch, readScript, type Script } from '../../codec/fetch-command/fetch-command.ts';
import { lastPart } from '../../codec/fetch-command/statement.ts';
import { readStatements, type Statement } from '../../codec/script-statements/script-statements.ts';
import { defineExtractor, type Extractor, type Miss, type Sighting, type View } from '../../model/units.ts';
import { isMinersFetch } from '../text/miner-download.ts';
import type { Deed, DeedKind } from './deed.ts';
import { readDefences, readWipedTraces } from './defences.ts';
import { readHiding, readSettings, readTuning } from './hiding.ts';
import { readPersistence, readUnit } from './persistence.ts';
import { type ScriptText, scriptText } from './script-text.ts';
import { readSecrets, readSpreading } from './spreading.ts';
import { readWindowsPersistence } from './windows-persistence.ts';

const readers: readonly ((statement: Statement) => Iterable<Deed>)[] = [
  readPersistence,
  readUnit,
  readWindowsPersistence,
  readDefences,
  readWipedTraces,
  readSpreading,
  readSecrets,
  readHiding,
  readSettings,
  readTuning,
];

/** Characters of a statement that are kept beside its deed. */
export const longestCommand = 300;

type Emits = DeedKind | 'download';

export const scriptDeeds: Extractor<Emits> = defineExtractor({
  id: 'script-deeds',
  title: 'What a script does to the machine, statement by statement',
  emits: [
    'persistence',
    'defence-off',
    'trace-wipe',
    'spread',
    'credential-access',
    'hiding',
    'config-write',
    'host-tuning',
    'download',
  ],
  kinds: ['script', 'config', 'source-code'],
  passive: true,
  *extract(view: View): Iterable<Sighting<Emits> | Miss> {
    const script = scriptText(view);
    const { statements, cut } = readStatements(script.text);
    if (cut) yield { gap: { code: 'limit-count', what: 'more statements in one script than are read' } };
    for (const statement of statements)
      for (const read of readers) for (const deed of read(statement)) yield sightingOf(deed, statement, script);
    if (view.kind === 'script') yield* downloads(script);
  },
});

function sightingOf(deed: Deed, { text, at, end }: Statement, script: ScriptText): Sighting<DeedKind> {
  const command = text.slice(0, longestCommand);
  // A deed of one kind with its command is a payload of that kind, which TypeScript does not follow through the union.
  const told = { ...deed, value: { ...deed.value, command } } as Pick<Sighting<DeedKind>, 'kind' | 'value'>;
  return { ...told, ...placeOf(script, at, end) } as Sighting<DeedKind>; // the same
}

function placeOf(script: ScriptText, at: number, end: number): { offset: number; length: number; line?: number } {
  const offset = script.offset(at);
  const line = script.line(at);
  return { offset, length: Math.max(1, script.offset(end) - offset), ...(line === undefined ? {} : { line }) };
}

/** What is fetched without a miner's name. */
function* downloads(text: ScriptText): Generator<Sighting<'download'>> {
  const script = readScript(text.text);
  for (const fetch of script.fetches) {
    if (isMinersFetch(fetch, script)) continue;
    const { url, tool, target } = fetch;
    const value = {
      url,
      tool,
      ...(target === undefined ? {} : { target }),
      ...(isStarted(fetch, script) ? { runs: true } : {}),
    };
    yield { kind: 'download', value, ...placeOf(text, fetch.offset, fetch.offset + fetch.length) };
  }
}

function isStarted(fetch: Fetch, { starts }: Script): boolean {
  const file = lastPart(fetch.target ?? fetch.url);
  return fetch.piped || starts.some((start) => start.program === file && start.offset > fetch.offset);
}
