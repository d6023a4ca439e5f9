/**
 * How logs are read: a format turns bytes into events, whoever wants them; an event extractor reads events, whatever
 * their format; an exploit says how its use shows in an event. The engine joins them (engine/log-reading.ts).
 */
import type { Anchor } from './anchor.ts';
import type { LogEvent, LogSource } from './log-event.ts';
import type { LogSpan } from './log-payloads.ts';
import type { ObservationKind } from './observation.ts';
import type { Miss, SweepBeginning, SweepSighting, SweepView } from './units.ts';

/** An event, and where it stands in its log. */
export interface PlacedEvent {
  readonly event: LogEvent;
  /** Of its first byte in the artifact. */
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
  /** Counted from 1, where every line was counted. */
  readonly line?: number;
  /** Up to 256 bytes at that offset: a copy, for what is told later. */
  excerpt(): Uint8Array;
}

export interface LogBeginning extends SweepBeginning {
  readonly latest: number;
  /**
   * Read every event. Else those alone are wanted in whose lines one of the hits stands: the others cost nothing but
   * the sieve. A format whose events are no lines reads all of them in either case.
   */
  readonly every: boolean;
}

/** One log on its way through its reader. Offsets count from the artifact's first byte. */
export interface LogReader {
  /** `view.hits`: of all those who want events. */
  push(view: SweepView): Iterable<PlacedEvent | Miss>;
  /** No more bytes come. */
  end(): Iterable<PlacedEvent | Miss>;
  /** What the log covers, as far as it was read; nothing where it names no times. Asked at the end. */
  span?(): LogSpan | undefined;
}

/** A log format: what its events look like, whoever wants them. */
export interface LogFormat {
  readonly id: string;
  readonly title: string;
  /** What its events are in Sigma's words, for docs/: all that may come. */
  readonly sources: readonly LogSource[];
  /** Lines that the reader itself needs, whoever asks: a table's header that comes again. */
  readonly anchors?: readonly Anchor[];
  /** Another unit reads such logs for what it looks for: events are made where somebody wants every one, and for those alone. */
  readonly onlyEvery?: true;
  /**
   * Asked for every file, so it must be answered at once.
   *
   * @param head the first 4,096 bytes, or all where there are fewer
   */
  accepts(head: Uint8Array, name: string): boolean;
  open(beginning: LogBeginning): LogReader;
}

export function defineLogFormat(format: LogFormat): LogFormat {
  return format;
}

/** What one reader of events gathers over one log. */
export interface EventSweep<K extends ObservationKind = ObservationKind> {
  /** Called for every event that was read, wanted or not: look at its source first. Told by `flush` and `end`. */
  see(event: PlacedEvent): void;
  /** As `Sweep.flush`. */
  flush?(): Iterable<SweepSighting<K> | Miss>;
  end(): Iterable<SweepSighting<K> | Miss>;
}

/** An extractor that reads the events of logs, whatever their format. */
export interface EventExtractor<K extends ObservationKind = ObservationKind> {
  readonly id: string;
  readonly title: string;
  readonly emits: readonly K[];
  /** In the line of every event that it wants stands one of these, as the log writes it. */
  readonly anchors: readonly Anchor[];
  /** It wants every event, whatever stands in its line: dear, so only where the user asks for it. */
  readonly every?: true;
  open(beginning: SweepBeginning, format: LogFormat): EventSweep<K>;
}

export function defineEventExtractor<const K extends ObservationKind>(extractor: EventExtractor<K>): EventExtractor<K> {
  return extractor;
}

/** What an exploit's request would do, as far as the event shows it. */
export interface ExploitSight {
  /** What it would run. */
  readonly command?: string;
  /** It only asks whether there is a hole. */
  readonly probe?: true;
  /** Where the exploit stands for several holes: the one that this event shows; empty where it is none with a number. */
  readonly cve?: readonly string[];
}

/** A known hole, or a door without a lock, and how its use shows in a log. */
export interface Exploit {
  /** kebab-case. */
  readonly id: string;
  /** `Log4Shell`, `WebLogic wls-wsat`: as people call it, without its number. */
  readonly title: string;
  /** All that its events may show. */
  readonly cve?: readonly string[];
  /** What is attacked, as `process-start.service` names it: iis, weblogic, java, node, php, docker, … */
  readonly service: string;
  /** When it became known: a day, ISO 8601. */
  readonly known: string;
  /** Advisories and reports of its use by miners. */
  readonly references: readonly string[];
  /** ATT&CK. */
  readonly techniques: readonly string[];
  /** What an attack that these lines do not show looks like. */
  readonly cannotSee: string;
  /** What would show that it worked, and in which log: a whole sentence. */
  readonly settles: string;
  readonly anchors: readonly Anchor[];
  sees(event: LogEvent): ExploitSight | undefined;
}

export function defineExploit(exploit: Exploit): Exploit {
  return exploit;
}
