/**
 * Counters, gauges and histograms in Prometheus' text form.
 * Source: https://prometheus.io/docs/instrumenting/exposition_formats/ (text format 0.0.4).
 */

type Labels = Readonly<Record<string, string>>;

interface Family {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly values: Map<string, number>;
}

/** Series of one metric: a folder may name any number of files. */
const mostSeries = 2_048;

export class Metrics {
  readonly #families = new Map<string, Family>();

  /** Names a metric, so that it stands there with 0 before anything happened. */
  declare(name: string, kind: 'counter' | 'gauge', help: string, ...series: readonly Labels[]): void {
    this.#families.set(name, { kind, help, values: new Map(series.map((labels) => [textOf(labels), 0])) });
  }

  add(name: string, by: number, labels: Labels = {}): void {
    const key = textOf(labels);
    this.#set(name, key, (this.#families.get(name)?.values.get(key) ?? 0) + by);
  }

  set(name: string, value: number, labels: Labels = {}): void {
    this.#set(name, textOf(labels), value);
  }

  /** All series of a gauge anew: what is gone must not stand there for ever. */
  clear(name: string): void {
    this.#families.get(name)?.values.clear();
  }

  value(name: string, labels: Labels = {}): number {
    return this.#families.get(name)?.values.get(textOf(labels)) ?? 0;
  }

  #set(name: string, key: string, value: number): void {
    const family = this.#families.get(name);
    if (family === undefined) throw new RangeError(`no metric ${name}`);
    if (family.values.has(key) || family.values.size < mostSeries) family.values.set(key, value);
  }

  /** @param bounds upper bounds in seconds, ascending */
  histogram(name: string, help: string, bounds: readonly number[]): Histogram {
    const family: Family = { kind: 'histogram', help, values: new Map() };
    this.#families.set(name, family);
    return new Histogram(bounds, (suffix, value) => family.values.set(suffix, value));
  }

  render(): string {
    let text = '';
    for (const [name, { kind, help, values }] of this.#families) {
      text += `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n`;
      for (const [labels, value] of values) text += `${name}${labels} ${value}\n`;
    }
    return text;
  }
}

export class Histogram {
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #sum = 0;
  #count = 0;
  readonly #put: (suffix: string, value: number) => void;

  constructor(bounds: readonly number[], put: (suffix: string, value: number) => void) {
    this.#bounds = bounds;
    this.#counts = bounds.map(() => 0);
    this.#put = put;
    this.#publish();
  }

  observe(value: number): void {
    this.#sum += value;
    this.#count++;
    for (const [i, bound] of this.#bounds.entries()) if (value <= bound) this.#counts[i] = (this.#counts[i] ?? 0) + 1;
    this.#publish();
  }

  #publish(): void {
    for (const [i, bound] of this.#bounds.entries()) this.#put(`_bucket{le="${bound}"}`, this.#counts[i] ?? 0);
    this.#put('_bucket{le="+Inf"}', this.#count);
    this.#put('_sum', this.#sum);
    this.#put('_count', this.#count);
  }
}

function textOf(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
