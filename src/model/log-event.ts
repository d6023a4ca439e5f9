/**
 * One event of a log, whatever the log's format: a request that a web server wrote down, a record of Windows, a line of
 * a login service. What a format's codec reads and what rules and our own units look at.
 */

/** What a field holds. Lists only where the log itself has one. */
export type LogValue = string | number | boolean | null | readonly LogValue[];

/**
 * Which log an event stands in, in the words of Sigma's log sources
 * (https://github.com/SigmaHQ/sigma-specification, appendix "taxonomy"): `product` windows, linux, zeek, …; `category`
 * webserver, proxy, process_creation, …; `service` sysmon, security, auth, sshd, auditd, …
 */
export interface LogSource {
  readonly product?: string;
  readonly category?: string;
  readonly service?: string;
}

/** When something was written down, and how sure that is. */
export interface LogTime {
  /** Milliseconds since 1970, UTC where the zone is known, else as if the log had been written in UTC. */
  readonly ms: number;
  /** The line names no zone, and the format has none: the true time may be up to 14 hours earlier or 12 later. */
  readonly zoneUnknown?: true;
  /** The line names no year: it is the latest one that the rest of the log allows. */
  readonly yearGuessed?: true;
}

export interface LogEvent {
  readonly source: LogSource;
  /** Absent where the line has none, or one that cannot be. */
  readonly time?: LogTime;
  /** The machine that wrote it, by its own name. */
  readonly machine?: string;
  /**
   * By the names that the log itself uses, or where it has none (the columns of an access log) by those of Sigma's
   * taxonomy: `cs-method`, `cs-uri-stem`, `c-ip`, …
   */
  readonly fields: Readonly<Record<string, LogValue>>;
  /** The whole line or message, for rules that look for words anywhere. */
  readonly text: string;
}
