/**
 * Columns of a W3C extended log by the names of Sigma's web server taxonomy: `cs(User-Agent)` is `cs-user-agent`.
 * Sources: https://www.w3.org/TR/WD-logfile.html; https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging.
 */

export interface Column {
  /** Of the event's field. */
  readonly name: string;
  /** How its values are read; text where absent. */
  readonly as?: 'date' | 'time' | 'moment' | 'number' | 'target' | 'machine' | 'header';
}

const readAs: Readonly<Record<string, Column['as']>> = {
  date: 'date',
  time: 'time',
  'date-time': 'moment',
  datetime: 'moment',
  'cs-uri': 'target',
  's-computername': 'machine',
};
const numbers = new Set([
  ...['s-port', 'c-port', 'sc-status', 'sc-substatus', 'sc-win32-status', 'sc-bytes', 'cs-bytes', 'time-taken'],
  ...['bytes', 'src-port', 'dst-port', 'size'],
]);
/** A header of the request or of the answer: `cs(Referer)`. */
const header = /^(c?sc?)\(([\w-]{1,64})\)$/;
/** Tables are not wider; the rest of one that is has no names. */
const mostColumns = 128;

/** @param names what stands behind `#Fields:` */
export function columnsOf(names: string): Column[] {
  const separator = names.includes(',') ? ',' : /\s+/;
  return names.trim().split(separator, mostColumns).map(columnOf);
}

function columnOf(name: string): Column {
  const plain = name.trim();
  const [, side, told] = header.exec(plain) ?? [];
  if (/^(?:cs\()?x-forwarded-for\)?$/i.test(plain)) return { name: 'x-forwarded-for', as: 'header' };
  if (side !== undefined && told !== undefined) return { name: `${side}-${told.toLowerCase()}`, as: 'header' };
  const as = readAs[plain.toLowerCase()] ?? (numbers.has(plain) ? 'number' : undefined);
  return as === undefined ? { name: plain } : { name: plain, as };
}

/** What IIS writes unless it is told otherwise, by version: 8 and later, 7, and 6 and before. */
const defaults: readonly (readonly Column[])[] = [
  'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken',
  'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken',
  'date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status',
].map(columnsOf);

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F.%]{0,45}:[\da-fA-F.:%]{1,45})$/;
const valuesLike: Readonly<Record<string, RegExp>> = {
  's-ip': address,
  'c-ip': address,
  'cs-method': /^[A-Z][A-Z_-]{1,31}$/,
  'cs-uri-stem': /^[/*]/,
  's-port': /^\d{1,5}$/,
  'sc-status': /^\d{3}$/,
  'sc-substatus': /^\d{1,3}$/,
  'sc-win32-status': /^\d{1,10}$/,
};

/**
 * The columns of a line whose header is lost, as IIS writes them unless it is told otherwise, and only where each value
 * fits: a log whose columns somebody chose is not guessed at.
 */
export function guessedColumns(values: readonly string[]): readonly Column[] | undefined {
  return defaults.find(
    (columns) =>
      columns.length === values.length &&
      columns.every(({ name }, i) => valuesLike[name]?.test(values[i] ?? '') ?? true),
  );
}
