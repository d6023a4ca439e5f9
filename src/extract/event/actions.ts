/**
 * What else was done that an intruder does, and administrators do, too: services, tasks and accounts made, keys added,
 * defences switched off, logs cleared, containers and pods made, package scripts and build steps run. Repeats are joined.
 * Does not see: what was done without a line in any log.
 */
import type { LogEvent } from '../../model/log-event.ts';
import type { LogAction } from '../../model/log-payloads.ts';
import {
  defineEventExtractor,
  type EventExtractor,
  type EventSweep,
  type LogFormat,
  type PlacedEvent,
} from '../../model/log-units.ts';
import { present } from '../../model/present.ts';
import type { Miss, SweepSighting } from '../../model/units.ts';
import { actionIn } from './action-words.ts';
import { carriedBy, minerName } from './carried.ts';
import { isRefusal } from './container-actions.ts';
import type { ActionWords } from './done.ts';
import { field, isOnlyRequest, leftOut, type Place, placeOf, Span, shapeOf, whenOf } from './told.ts';

/** Actions kept apart in one log. */
const mostApart = 500;
const longestCommand = 2048;
const refusedWithinMs = 10_000;

export const actions: EventExtractor<'log-action'> = defineEventExtractor({
  id: 'actions',
  title: 'Services, tasks, accounts, keys, containers, packages and jobs that logs tell of',
  emits: ['log-action'],
  anchors: [
    { text: 'new user: name=' },
    { text: "' to group '" },
    { text: "' to shadow group '" },
    { text: ') REPLACE (' },
    { text: 'type=ADD_USER' },
    { text: 'authorized_keys' },
    { text: 'ld.so.preload' },
    { text: '/var/spool/cron' },
    { text: '/etc/cron' },
    { text: '/etc/systemd/system/' },
    { text: '<EventID>11</EventID>' },
    { text: '<EventID>3</EventID>' },
    { text: 'system:anonymous' },
    { text: '"verb":"create"' },
    { text: 'form data: {' },
    { text: 'container create ' },
    { text: '/containers/create returned error' },
    { text: '"Action":"create"' },
    { text: ' postinstall ' },
    { text: ' preinstall ' },
    { text: 'FROM PROGRAM', fold: true },
    { text: 'TO PROGRAM', fold: true },
    { text: 'New terminal with ' },
    { text: 'setenforce 0' },
    { text: 'ufw disable' },
    { text: 'Set-MpPreference', fold: true },
    { text: 'Add-MpPreference', fold: true },
    { text: 'history -c' },
    { text: 'wevtutil', fold: true },
    { text: '| crontab -' },
    { text: '|crontab -' },
    { text: 'systemctl enable' },
  ],
  open: (_, format) => new Actions(format),
});

interface Done {
  readonly value: LogAction;
  readonly place: Place;
  readonly span: Span;
  told: boolean;
}

class Actions implements EventSweep<'log-action'> {
  readonly #log: string;
  readonly #done = new Map<string, Done>();
  #left = 0;

  constructor({ id }: LogFormat) {
    this.#log = id;
  }

  see(placed: PlacedEvent): void {
    if (isOnlyRequest(placed.event)) return;
    const words = actionIn(placed.event);
    if (words === undefined) {
      this.#unmake(placed.event);
      return;
    }
    const carries = carriesOf(words);
    const tells = carries === 'miner' || carries === 'download';
    if (!words.onlyIfCarrying || tells) this.#take(words, carries, placed);
  }

  *flush(): Generator<SweepSighting<'log-action'>> {
    for (const done of this.#done.values()) {
      if (done.told) continue;
      done.told = true;
      yield { kind: 'log-action', value: { ...done.value, ...done.span.told() }, ...done.place };
    }
  }

  *end(): Generator<SweepSighting<'log-action'> | Miss> {
    yield* this.flush();
    yield* leftOut(this.#left, 'actions');
  }

  /** Docker says afterwards that it could not make a container. */
  #unmake(event: LogEvent): void {
    if (event.fields['EventID'] !== undefined || !isRefusal(field(event, 'message', 'msg'))) return;
    const [key, last] = [...this.#done].filter(([, { value }]) => value.action === 'container-made').at(-1) ?? [];
    const asked = last?.span.last;
    if (key === undefined || asked === undefined || event.time === undefined) return;
    if (last?.span.times === 1 && event.time.ms - asked < refusedWithinMs) this.#done.delete(key);
  }

  #take(words: ActionWords, carries: LogAction['carries'], placed: PlacedEvent): void {
    const { action, what, command = '', user = '', from = '', program = '' } = words;
    const key = [action, placed.event.machine, shapeOf(what, 200), shapeOf(command, 160), user, from].join(' ');
    let done = this.#done.get(key);
    if (done === undefined) {
      if (this.#done.size >= mostApart) {
        this.#left++;
        return;
      }
      const value: LogAction = {
        ...whenOf(placed, this.#log),
        action,
        what: what.slice(0, 512) || action,
        ...present<Partial<LogAction>>({
          command: command.slice(0, longestCommand) || undefined,
          user: user || undefined,
          from: from || undefined,
          program: program || undefined,
          carries,
        }),
      };
      done = { value, place: placeOf(placed), span: new Span(), told: false };
      this.#done.set(key, done);
    }
    done.span.takes(placed.event.time?.ms);
    done.told = false;
  }
}

/** A miner's own package or image carries it by its name. */
function carriesOf({ action, what, command = '' }: ActionWords): LogAction['carries'] {
  const byName = ['container-made', 'pod-made', 'package-installed'].includes(action) && minerName(what) !== undefined;
  if (byName || action === 'connection') return 'miner';
  return command === '' ? undefined : carriedBy(command).what;
}
