/**
 * Calls by which a page starts a service's miner: `new CoinHive.Anonymous('KEY', …)`, and the elements that CoinHive's
 * script turns into miners: `<div class="coinhive-miner" data-key="KEY">`.
 * Source: Coinhive's and its imitators' manuals, see intel/mining-code/browser-miners.ts.
 * Does not see: keys that the page puts together at run time, and services whose script carries the key in its own name.
 */
import { type BrowserService, browserServices, minerKinds } from '../../intel/mining-code/browser-miners.ts';

export interface SiteKey {
  readonly service: BrowserService;
  readonly key: string;
  /** The whole call or element, in bytes. */
  readonly offset: number;
  readonly length: number;
}

/** Elements that start a miner. A captcha waits for a click, and then mines as well. */
const elements = ['coinhive-miner', 'coinhive-captcha'];
/** Characters of a call or an element that are read. */
const reach = 512;
/** Characters after the call within which pages start what they made. */
const startReach = 8_192;

export const siteKeyAnchors: readonly string[] = [
  ...browserServices.flatMap(({ object }) => minerKinds.map((kind) => `${object}.${kind}`)),
  ...elements,
];

const services: ReadonlyMap<string, BrowserService> = new Map(
  browserServices.flatMap((service) => minerKinds.map((kind) => [`${service.object}.${kind}`, service] as const)),
);
const [coinhive] = browserServices;

/** Reads the call or the element that `anchor` stands in at `offset` of a text with one character a byte. */
export function siteKeyAt(text: string, anchor: string, offset: number): SiteKey | undefined {
  const service = services.get(anchor);
  return service ? keyOfCall(text, service, anchor, offset) : keyOfElement(text, offset);
}

function keyOfCall(text: string, service: BrowserService, anchor: string, offset: number): SiteKey | undefined {
  if (!/\bnew\s{1,8}(?:(?:window|self|globalThis)\.)?$/.test(text.slice(Math.max(0, offset - 32), offset)))
    return undefined;
  const after = offset + anchor.length;
  const argument = /^\s{0,16}\(\s{0,64}(["'`])([^"'`\s]{1,200})\1/.exec(text.slice(after, after + reach));
  const key = argument?.[2];
  if (argument === null || key === undefined || service.key?.test(key) === false) return undefined;
  return { service, key, offset, length: after - offset + argument[0].length };
}

function keyOfElement(text: string, offset: number): SiteKey | undefined {
  const start = text.lastIndexOf('<', offset);
  if (coinhive === undefined || start < 0 || offset - start > reach) return undefined;
  const end = text.slice(offset, offset + reach).indexOf('>');
  if (end < 0) return undefined;
  const element = text.slice(start, offset + end);
  const key = /\sdata-key\s{0,8}=\s{0,8}["']([^"'\s]{1,200})["']/.exec(element)?.[1];
  return key === undefined ? undefined : { service: coinhive, key, offset: start, length: element.length + 1 };
}

/** True where the miner that the call made is started after it: a call without a start does nothing. */
export function isStarted(text: string, { offset }: SiteKey): boolean {
  if (text.startsWith('<', offset)) return true;
  return /\.\s{0,8}start\s{0,8}\(/.test(text.slice(offset, offset + startReach));
}
