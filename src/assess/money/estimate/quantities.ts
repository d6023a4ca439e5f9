/** Figures as people read them: no more digits than are known, and large numbers in words. */
import type { Interval } from './interval.ts';

export { tickerOf } from '../figures.ts';

const hourMs = 3_600_000;

const scales: readonly (readonly [number, string])[] = [
  [1e18, 'quintillion'],
  [1e15, 'quadrillion'],
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
];

/** Three digits that count, and a comma for thousands: `4.57 million`, `1,230`, `0.000451`. */
export function figure(value: number): string {
  const rounded = Number(value.toPrecision(3));
  const [scale, name] = scales.find(([least]) => rounded >= least) ?? [1, undefined];
  const text = decimal(Number((rounded / scale).toPrecision(3)));
  return name === undefined ? text : `${text} ${name}`;
}

/** `23.5 to 24`, or `about 24` where both bounds read the same. */
export function range({ low, high }: Interval): string {
  const [from, to] = [figure(low), figure(high)];
  return from === to ? `about ${to}` : `${from} to ${to}`;
}

/** Money: whole units from 100 on, cents below that. */
export function money(value: number): string {
  if (value >= 100 || value === 0) return figure(value);
  return value < 0.01 ? 'less than 0.01' : value.toFixed(2);
}

export function moneyRange({ low, high }: Interval): string {
  const [from, to] = [money(low), money(high)];
  return from === to ? (from.startsWith('less') ? from : `about ${from}`) : `${from} to ${to}`;
}

/** `40 seconds`, `12 minutes`, `3.5 hours`, `236 days`. */
export function duration(ms: number): string {
  const hours = ms / hourMs;
  if (hours >= 48) return `${figure(hours / 24)} days`;
  if (hours >= 2) return `${figure(hours)} hours`;
  return hours >= 1 / 30 ? `${Math.round(hours * 60)} minutes` : `${Math.round(hours * 3600)} seconds`;
}

export function hoursOf(ms: number): number {
  return ms / hourMs;
}

/** Enough of what an evidence file says to recognise it. */
export function clipped(text: string, most = 80): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

export function dayOf(time: string): string {
  return time.slice(0, 10);
}

/** Without exponents, which nobody reads; smaller than a billionth is as good as nothing. */
function decimal(value: number): string {
  if (value !== 0 && value < 1e-9) return 'less than 0.000000001';
  const text = value < 1 ? value.toFixed(12).replace(/\.?0{1,12}$/, '') : String(value);
  return text.replace(/^\d{4,}/, (digits) => digits.replace(/\B(?=(?:\d{3})+$)/g, ','));
}
