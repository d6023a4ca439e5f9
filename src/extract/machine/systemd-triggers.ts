/**
 * What makes a unit of systemd start, and whether it will: targets that want it, timers, paths and sockets that are
 * about it.
 */
import { partsOf, wordsOf } from '../../codec/systemd-unit/values.ts';
import type { Unit } from './systemd-units.ts';

/** Settings that say when, by section. */
const says: Readonly<Record<string, RegExp>> = {
  Timer: /^On(?:Calendar|BootSec|StartupSec|ActiveSec|UnitActiveSec|UnitInactiveSec|ClockChange|TimezoneChange)$/,
  Path: /^(?:PathExists|PathExistsGlob|PathChanged|PathModified|DirectoryNotEmpty)$/,
  Socket: /^Listen(?:Stream|Datagram|SequentialPacket|FIFO|Special|Netlink|MessageQueue)$/,
};
const mostSaid = 8;

export class Triggers {
  readonly #units = new Map<string, Unit>();
  /** Name of a unit -> timers, paths and sockets that start it. */
  readonly #by = new Map<string, Unit[]>();

  constructor(units: readonly Unit[]) {
    for (const unit of units) for (const name of [unit.name, ...unit.aliases]) this.#units.set(name, unit);
    for (const unit of units) {
      for (const name of targetsOf(unit)) {
        const started = this.#units.get(name)?.name ?? name;
        this.#by.set(started, [...(this.#by.get(started) ?? []), unit].slice(0, 32));
      }
    }
  }

  /** Of a timer, a path or a socket: the services it starts, as far as they have a file. */
  startedBy(unit: Unit): readonly Unit[] | undefined {
    if (!isTrigger(unit)) return undefined;
    return targetsOf(unit).flatMap((name) => this.#units.get(name) ?? []);
  }

  /** Undefined where nothing in its own files asks for it to be enabled: others start it, or nobody. */
  isEnabled(unit: Unit): boolean | undefined {
    if (unit.wantedBy.length > 0) return true;
    const triggers = this.#by.get(unit.name) ?? [];
    if (triggers.some((trigger) => trigger.wantedBy.length > 0)) return true;
    const asks = unit.settings.some(
      ({ section, key }) => section === 'Install' && /^(?:WantedBy|RequiredBy|UpheldBy)$/.test(key),
    );
    return asks && unit.aliases.length === 0 ? false : undefined;
  }

  /** A timer starts it again and again, or a path whenever something is gone. */
  isRepeated(unit: Unit): boolean {
    return (this.#by.get(unit.name) ?? []).some(({ name }) => /\.(?:timer|path)$/.test(name));
  }

  /** In words and settings: `at boot; OnCalendar=daily (x.timer)`. */
  whenOf(unit: Unit, atStart: string): string | undefined {
    const own = isTrigger(unit) ? saidBy(unit) : [];
    const others = (this.#by.get(unit.name) ?? []).flatMap((trigger) =>
      saidBy(trigger).map((said) => `${said} (${trigger.name})`),
    );
    const wanted = !isTrigger(unit) && unit.wantedBy.length > 0 ? [atStart] : [];
    const all = [...wanted, ...own, ...others].slice(0, mostSaid);
    return all.length === 0 ? undefined : all.join('; ');
  }
}

function isTrigger({ name }: Unit): boolean {
  return /\.(?:timer|path|socket)$/.test(name);
}

/** The unit it names, or the service of its own name. A socket that accepts starts an instance for each connection. */
function targetsOf(unit: Unit): readonly string[] {
  if (!isTrigger(unit)) return [];
  const named = unit.settings.filter(
    ({ section, key }) => `${section}.${key}` === 'Socket.Service' || (key === 'Unit' && section !== 'Unit'),
  );
  if (named.length > 0) return named.flatMap(({ value }) => wordsOf(value)).slice(0, 16);
  const base = unit.name.slice(0, unit.name.lastIndexOf('.'));
  const accepts = unit.settings.findLast(({ section, key }) => section === 'Socket' && key === 'Accept')?.value;
  const perConnection = /^(?:yes|true|on|1|y|t)$/i.test(accepts ?? '') && partsOf(unit.name).instance === undefined;
  return [perConnection ? `${base}@.service` : `${base}.service`];
}

function saidBy({ settings }: Unit): string[] {
  return settings
    .filter(({ section, key, value }) => value !== '' && (says[section]?.test(key) ?? false))
    .map(({ key, value }) => `${key}=${value}`)
    .slice(0, mostSaid);
}
