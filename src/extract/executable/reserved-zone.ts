/**
 * A server named in a zone where few can register, beside words of mining: whoever controls such a name is one of
 * few, but whoever writes it down may be anyone.
 * Sources: IANA root zone database, https://www.iana.org/domains/root/db, and its report on .kp of 2011-04-01;
 * RFC 7686 (.onion); https://get.gov (.gov); https://www.iana.org/domains/root/db/mil.html.
 * Does not see: names without words of mining near them, .kp names that are not in one of the zone's categories,
 * .gov and .mil names without a port, addresses in netblocks. Never asks whether a name resolves.
 */
import type { Hit } from '../../model/anchor.ts';
import { defineExtractor, type Extractor, type View } from '../../model/units.ts';
import { type HostName, hostAround } from './host-name.ts';

interface Zone {
  readonly zone: string;
  /** Literals that wake the extractor; five characters at least, so a bare `.kp` cannot be one. */
  readonly anchors: readonly string[];
  readonly fewestLabels: number;
  readonly why: string;
}

const proves = 'A name in a file proves nothing about who wrote it, and Davylamp does not look names up.';

const zones: readonly Zone[] = [
  {
    zone: 'kp',
    anchors: ['.edu.kp', '.com.kp', '.net.kp', '.org.kp', '.gov.kp', '.rep.kp', '.co.kp'],
    fewestLabels: 3,
    why: `.kp is delegated to Star Joint Venture Company in Pyongyang (IANA, 2011), which registers names for bodies in North Korea. ${proves}`,
  },
  {
    zone: 'gov',
    anchors: ['.gov:'],
    fewestLabels: 2,
    why: `.gov is for governments in the United States, whose standing is checked before a name is given. ${proves}`,
  },
  {
    zone: 'mil',
    anchors: ['.mil:'],
    fewestLabels: 2,
    why: `.mil is for the armed forces of the United States. ${proves}`,
  },
  {
    zone: 'onion',
    anchors: ['.onion'],
    fewestLabels: 2,
    why: `.onion names are keys of hidden services (RFC 7686): the name hides who runs it, and only the key's holder can answer to it. ${proves}`,
  },
  {
    zone: 'i2p',
    anchors: ['.b32.i2p', '.i2p:'],
    fewestLabels: 2,
    why: `.i2p names are looked up within the I2P network, which hides who runs them. ${proves}`,
  },
];

const zoneOf = new Map(zones.flatMap((zone) => zone.anchors.map((anchor) => [anchor, zone] as const)));

/** Words that make a name a miner's server. */
const miningWords = ['stratum', ' -u ', '--user', '--url', '"user"', '"pool', 'mining', 'xmrig', 'monero', 'wallet'];
const nearbyCharacters = 256;
const mostNames = 100;

export const reservedZone: Extractor<'network-name'> = defineExtractor({
  id: 'reserved-zone',
  title: 'a mining server named in a zone where few can register',
  emits: ['network-name'],
  anchors: zones.flatMap(({ anchors }) => anchors.map((text) => ({ text, fold: true }))),
  *extract(view) {
    const seen = new Set<string>();
    for (const hit of view.hits) {
      const zone = zoneOf.get(hit.anchor);
      if (!zone || seen.size >= mostNames) continue;
      const host = hostAround(view.bytes, hit);
      if (!host || !inZone(host, zone) || !besideMining(view, hit, host)) continue;
      const key = host.name.toLowerCase();
      if (seen.has(key)) continue;
      seen.add(key);
      yield {
        kind: 'network-name',
        value: { name: host.name, zone: `.${zone.zone}`, why: zone.why },
        offset: host.offset,
        length: host.length,
      };
    }
  },
});

function inZone({ name, port }: HostName, { zone, fewestLabels, anchors }: Zone): boolean {
  const labels = name.toLowerCase().split('.');
  if (labels.at(-1) !== zone || labels.length < fewestLabels) return false;
  if (zone === 'onion') return /^([a-z2-7]{16}|[a-z2-7]{56})$/.test(labels.at(-2) ?? '');
  return port !== undefined || anchors.some((anchor) => !anchor.endsWith(':'));
}

function besideMining(view: View, hit: Hit, host: HostName): boolean {
  const step = hit.encoding === 'utf16le' ? 2 : 1;
  const from = Math.max(0, host.offset - nearbyCharacters * step);
  const near = view.bytes.subarray(from, host.offset + host.length + nearbyCharacters * step);
  // Dropping NULs reads UTF-16LE text as ASCII, whichever byte it begins with.
  const text = String.fromCharCode(...near.filter((byte) => byte !== 0)).toLowerCase();
  return miningWords.some((word) => text.includes(word));
}
