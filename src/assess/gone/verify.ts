/**
 * An earlier report of a machine, checked again: what is still there, what came back, what is gone, what could not be
 * looked at, and what no check can tell.
 * Does not see: what a rootkit hides from this examination as it did from the other one; a copy in a place that neither
 * looked at.
 */
import type { ItemCheck, ReachItem } from '../../model/answer.ts';
import type { Case, EarlierReport, PlaceNow } from '../../model/case.ts';
import type { Report } from '../../model/report.ts';
import { perCase } from '../per-case.ts';
import { reachItems } from '../reach/items.ts';
import { whatBringsBack } from './brings-back.ts';
import { type Now, nowOf } from './now.ts';
import { whyUnseen } from './unseen.ts';

/** An item of the earlier report, or one that it had checked already and found gone. */
interface Known {
  readonly key: string;
  readonly place: string;
  readonly says: string;
  readonly item?: ReachItem | undefined;
  readonly wasGone: boolean;
}

/** Undefined where there is no earlier report. */
export const itemChecks: (evidence: Case) => ItemCheck[] | undefined = perCase((evidence) => {
  const { earlier } = evidence;
  if (earlier === undefined) return undefined;
  const now = nowOf(evidence);
  const known = knownOf(earlier.report);
  const checks = known.map((one) => check(one, earlier, now, evidence));
  const keys = new Set(known.map(({ key }) => key));
  const places = new Set(known.flatMap(({ item, place }) => (item === undefined ? [] : [`${item.what} ${place}`])));
  const others = (reachItems(evidence) ?? []).filter(
    ({ key, what, place, proof }) =>
      !keys.has(key) && !(places.has(`${what} ${place}`) && what !== 'process') && proof !== 'possible',
  );
  return [...checks, ...onceByKey(others).map(asNew)].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
});

const order: readonly ItemCheck['state'][] = [
  'came-back',
  'still-there',
  'changed',
  'new',
  'not-checked',
  'cannot-be-known',
  'gone',
];

/** The items of a report, and what an earlier one had found that was gone by then. */
function knownOf({ answers }: Report): Known[] {
  const items = answers.find(({ question }) => question === 'reach')?.items ?? [];
  const checked = answers.find(({ question }) => question === 'gone')?.checks?.items ?? [];
  const known = new Map<string, Known>();
  // What only stood within reach of the miner is told again only where nobody can tell.
  for (const item of items) {
    if (item.proof === 'possible' && item.what !== 'secret' && item.what !== 'machine') continue;
    if (!known.has(item.key))
      known.set(item.key, { key: item.key, place: item.place, says: item.says, item, wasGone: false });
  }
  for (const { key, place, says, state } of checked)
    if (!known.has(key)) known.set(key, { key, place, says, wasGone: state === 'gone' });
  return [...known.values()];
}

function check(known: Known, earlier: EarlierReport, now: Now, evidence: Case): ItemCheck {
  const { key, place, says } = known;
  const told = (state: ItemCheck['state'], why?: string, item?: string): ItemCheck => ({
    key,
    place,
    says,
    state,
    ...(why === undefined ? {} : { why }),
    ...(item === undefined ? {} : { item }),
  });
  const forJudging = judgedKeys(evidence).has(key) ? 'whether it is the miner’s is for you to judge' : undefined;
  const what = known.item?.what ?? kindOfCheck(key);
  if (what === 'secret')
    return told('cannot-be-known', 'whether it was taken leaves no trace here: change it, if that was not done');
  if (what === 'machine')
    return told(
      'cannot-be-known',
      'what was changed so deep cannot be checked from within: only building it anew helps',
    );
  const found = now.find(key);
  const placeNow = earlier.places.get(known.item === undefined ? place : pathOf(known.item));
  if (found !== undefined) {
    const back = returned(known, found.since, earlier.report.generatedAt);
    if (back === undefined) return told('still-there', forJudging, found.item);
    const by = whatBringsBack(found, evidence);
    return told('came-back', by === undefined ? back : `${back}; ${by}`, found.item);
  }
  const standing = known.item && stands(known.item, placeNow);
  if (standing === 'there') {
    const back = returned(known, newest(placeNow), earlier.report.generatedAt);
    return back === undefined ? told('still-there', forJudging) : told('came-back', back);
  }
  if (standing === 'other') return told('changed', 'something else stands at its place now');
  // A process runs on without its file.
  const isEmpty = placeNow?.state === 'absent' && what !== 'process';
  const unreadable = placeNow?.state === 'unreadable' ? 'it could not be read' : undefined;
  const unseen = unreadable ?? whyUnseen(what, place, earlier.report, isEmpty, evidence);
  if (unseen !== undefined) return told('not-checked', unseen);
  const changed = now.standsAt(what, place);
  if (changed !== undefined) return told('changed', 'something like it stands at its place now', changed);
  return told('gone');
}

/** Keys of what was only likely to be the miner's: that it is there still is for a person to judge. */
export const judgedKeys: (evidence: Case) => ReadonlySet<string> = perCase((evidence) => {
  const items = evidence.earlier?.report.answers.find(({ question }) => question === 'reach')?.items ?? [];
  const now = new Set((reachItems(evidence) ?? []).flatMap(({ key, proof }) => (proof === 'shown' ? [key] : [])));
  return new Set(items.flatMap(({ key, proof }) => (proof === 'likely' && !now.has(key) ? [key] : [])));
});

/** A key begins with what it is of (reach/item-*.ts). */
export function kindOfCheck(key: string): ReachItem['what'] {
  const [first = ''] = key.split(':', 1);
  const others: readonly ReachItem['what'][] = [
    'process',
    'file',
    'container',
    'setting',
    'system-file',
    'package',
    'secret',
    'machine',
  ];
  return others.find((what) => what === first) ?? 'autostart';
}

function pathOf({ place, removal }: ReachItem): string {
  const step = removal.find((one) => one.do === 'delete-file' || one.do === 'delete-line');
  return step === undefined ? place : step.path;
}

/** Why it came back, where it did: it was gone in between, or it is newer than the earlier report. */
function returned({ wasGone }: Known, since: number | undefined, generatedAt: string): string | undefined {
  const when = since === undefined ? '' : ` (${new Date(since).toISOString().slice(0, 16).replace('T', ' ')} UTC)`;
  if (wasGone) return `it was gone at the last check, and is there again${when}`;
  if (since !== undefined && since > Date.parse(generatedAt)) return `it is newer than the earlier report${when}`;
  return undefined;
}

function newest(now: PlaceNow | undefined): number | undefined {
  const times = [now?.modified, now?.born].filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Whether the very thing stands there, or another one at its place; nothing where that cannot be told from the place. */
function stands({ removal, what, proof }: ReachItem, now: PlaceNow | undefined): 'there' | 'other' | undefined {
  if (now === undefined || now.state !== 'there') return undefined;
  for (const step of removal) {
    if (step.do === 'delete-line') return now.lines?.includes(step.line) ? 'there' : undefined;
    if (step.do === 'delete-file' && step.sha256 !== undefined && now.sha256 !== undefined)
      return now.sha256 === step.sha256 ? 'there' : 'other';
  }
  // A file that was only to be looked at is there as long as its place is taken.
  return what === 'file' && proof !== 'possible' ? 'there' : undefined;
}

function onceByKey(items: readonly ReachItem[]): ReachItem[] {
  return [...new Map(items.map((item) => [item.key, item])).values()];
}

function asNew({ key, place, says, id }: ReachItem): ItemCheck {
  return { key, place, says, state: 'new', item: id };
}
