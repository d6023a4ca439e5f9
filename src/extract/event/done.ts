/** Something that was done, as the reader of one log's words gives it. */
import type { LogAction } from '../../model/log-payloads.ts';

export interface ActionWords {
  readonly action: LogAction['action'];
  readonly what: string;
  /** Empty where the log does not say. */
  readonly command?: string;
  readonly user?: string;
  readonly from?: string;
  readonly program?: string;
  /** Everyday, unless its command carries something. */
  readonly onlyIfCarrying?: true;
}
