/**
 * Programs that were started and say something about an entry: a shell that a service started, a command that fetches and
 * runs, a miner, what hides, what runs out of a folder for temporary files. Repeats are joined.
 * Does not see: starts that nobody logged; a child of a service that its own work starts just like an intruder would.
 */
import { isHunt } from '../../codec/command-line/words.ts';
import { inTemporaryFolder } from '../../intel/unix/temporary-folders.ts';
import type { ProcessStart } from '../../model/log-payloads.ts';
import {
  defineEventExtractor,
  type EventExtractor,
  type EventSweep,
  type LogFormat,
  type PlacedEvent,
} from '../../model/log-units.ts';
import type { MiningConfig } from '../../model/payloads.ts';
import { present } from '../../model/present.ts';
import type { Miss, SweepSighting } from '../../model/units.ts';
import { type Carried, carriedBy, minerName } from './carried.ts';
import { Lineage, programOf } from './process-lineage.ts';
import { type ProcessWords, processIn } from './process-words.ts';
import { fileName, isTellingChild } from './services.ts';
import { isOnlyRequest, leftOut, type Place, placeOf, Span, shapeOf, whenOf } from './told.ts';

/** Starts kept apart in one log. */
const mostApart = 1000;
const longestCommand = 2048;

/** Lines without a mark of their own (histories, cron) must hold one of these words; nothing else tells anyhow. */
const words = [
  'curl -',
  'curl http',
  'wget -',
  'wget http',
  '/dev/shm/',
  '/var/tmp/',
  'base64 -d',
  'base64 --decode',
  '--donate-level',
  'stratum+',
  'DownloadString',
  'DownloadFile',
  'Invoke-WebRequest',
  '-EncodedCommand',
  'certutil',
  'bitsadmin',
  'xmrig',
  'minerd',
  'kdevtmpfsi',
  'kinsing',
  'HISTFILE',
  '/tmp/.',
];

export const processes: EventExtractor<'process-start' | 'mining-config'> = defineEventExtractor({
  id: 'processes',
  title: 'Programs that were started and tell of an entry',
  emits: ['process-start', 'mining-config'],
  anchors: [
    { text: 'type=EXECVE' },
    { text: '"EXECVE"' },
    { text: '<EventID>1</EventID>' },
    ...words.map((text) => ({ text, fold: true })),
  ],
  open: (_, format) => new Processes(format),
});

interface Start {
  readonly value: ProcessStart;
  readonly place: Place;
  readonly span: Span;
  /** Where the line itself does not show it (hexadecimal arguments): told beside the start. */
  readonly config: MiningConfig | undefined;
  told: boolean;
}

class Processes implements EventSweep<'process-start' | 'mining-config'> {
  readonly #log: string;
  readonly #starts = new Map<string, Start>();
  readonly #lineage = new Lineage();
  #left = 0;

  constructor({ id }: LogFormat) {
    this.#log = id;
  }

  see(placed: PlacedEvent): void {
    if (isOnlyRequest(placed.event)) return;
    const read = processIn(placed.event);
    if (read === undefined) return;
    const { words, service, installs } = this.#lineage.of(read, placed.event.machine);
    const carried = carriedBy(words.command);
    const telling = service !== undefined && isTellingChild(programOf(words), words.command, service.busy);
    const started = telling && !installs ? service.id : undefined;
    const why = whyTold(words, carried, started, installs);
    if (why.length > 0) this.#take(words, carried, { service: started, why }, placed);
  }

  *flush(): Generator<SweepSighting<'process-start' | 'mining-config'>> {
    for (const start of this.#starts.values()) {
      if (start.told) continue;
      start.told = true;
      yield { kind: 'process-start', value: { ...start.value, ...start.span.told() }, ...start.place };
      if (start.config) yield { kind: 'mining-config', value: start.config, ...start.place };
    }
  }

  *end(): Generator<SweepSighting<'process-start' | 'mining-config'> | Miss> {
    yield* this.flush();
    yield* leftOut(this.#left, 'started programs');
  }

  #take(
    words: ProcessWords,
    carried: Carried,
    { service, why }: { service: string | undefined; why: ProcessStart['why'] },
    placed: PlacedEvent,
  ): void {
    const { event } = placed;
    const key = [event.machine, words.user, service, why, shapeOf(words.command || words.program, 160)].join(' ');
    let start = this.#starts.get(key);
    if (start === undefined) {
      if (this.#starts.size >= mostApart) {
        this.#left++;
        return;
      }
      const value = { ...whenOf(placed, this.#log), ...payloadOf(words, service, why) };
      const config = configBehind(carried, event.text);
      start = { value, place: placeOf(placed), span: new Span(), config, told: false };
      this.#starts.set(key, start);
    }
    start.span.takes(event.time?.ms);
    start.told = false;
  }
}

function payloadOf(
  words: ProcessWords,
  service: string | undefined,
  why: ProcessStart['why'],
): Omit<ProcessStart, 'log'> {
  const { program, command, user, folder, pid, sha256, parent, parentCommand, parentPid } = words;
  const above = present<NonNullable<ProcessStart['parent']>>({
    program: parent || undefined,
    command: parentCommand.slice(0, longestCommand) || undefined,
    pid: parentPid,
  });
  return {
    why,
    ...present<Partial<ProcessStart>>({
      program: program || undefined,
      command: command.slice(0, longestCommand) || undefined,
      user: user || undefined,
      folder: folder || undefined,
      pid,
      sha256,
      parent: Object.keys(above).length > 0 ? above : undefined,
      service,
    }),
  };
}

// --- what makes it worth telling ------------------------------------------------------------------------------

function whyTold(
  words: ProcessWords,
  carried: Carried,
  service: string | undefined,
  installs: boolean,
): ProcessStart['why'] {
  const { program, command } = words;
  const mines = carried.mines || (minerName(fileName(program)) !== undefined && !isHunter(program, command));
  const fetches =
    carried.urls.length > 0 && (carried.runs || service !== undefined || carried.what === 'miner' || isBare(carried));
  const why: ProcessStart['why'] = [];
  if (service !== undefined) why.push('child-of-service');
  if (fetches) why.push('fetches');
  if (mines) why.push('mines');
  if (installs && (fetches || mines)) why.push('package-script');
  if (hides(command)) why.push('hides');
  if (isTemporary(programOf(words))) why.push('from-temporary-folder');
  return why;
}

function isHunter(program: string, command: string): boolean {
  return isHunt([program, ...command.split(' ', 16)].map((text) => ({ text })));
}

/** From an address instead of a name: no distributor serves so. */
function isBare({ urls }: Carried): boolean {
  return urls.some(
    (url) => /^\w+:\/\/(?:\d{1,3}\.){3}\d{1,3}(?:[:/]|$)/.test(url) && !/\/\/(?:10|127|192\.168)\./.test(url),
  );
}

function hides(command: string): boolean {
  return /\bunset\s+HISTFILE\b|HISTFILE=\/dev\/null|\bmount\s+(?:-o\s+bind|--bind)\s.{1,200}\s\/proc\/\d|ld\.so\.preload|\bchattr\s+\+i\b|\bexec\s+-a\s|-w(?:indowstyle)?\s+hidden\b.{0,200}\s-e(?:nc|c)?\w*\s/i.test(
    command,
  );
}

/** Builds and tests run out of such folders, too, under names of their own. */
function isTemporary(path: string): boolean {
  if (/(?:go-build|pip-|npm-|tmp\.\w{10}\/|pytest|rustc|snap|_MEI|cargo)/.test(path)) return false;
  if (inTemporaryFolder(path)) return true;
  return /^[A-Z]:\\(?:Windows\\Temp|Users\\Public|ProgramData\\[^\\]+\.exe$|PerfLogs)\\?/i.test(path);
}

/** A configuration that nobody else reads out of the raw line. */
function configBehind({ config }: Carried, line: string): MiningConfig | undefined {
  const pool = config?.pools[0];
  if (config === undefined || pool === undefined || line.includes(pool.host)) return undefined;
  return { ...config, source: 'argv' };
}
