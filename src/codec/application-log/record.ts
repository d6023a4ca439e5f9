import type { LogSource, LogTime } from '../../model/log-event.ts';
import type { Fields } from '../access-log/request.ts';

/** What one form of record gives. */
export interface ApplicationRecord {
  readonly time?: LogTime | undefined;
  readonly fields: Fields;
  /** Where the form shows which application it is. */
  readonly source?: LogSource;
}
