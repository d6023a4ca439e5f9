/**
 * Ports at which pools take miners in, and on which little else lives. A port proves nothing: it tells which flows are
 * worth a second look. Left out are those that everybody uses (80, 443, 8080, 8888, 9000, 9999), though pools listen
 * there as well.
 */
import type { Provenance } from './provenance.ts';

interface PortRow {
  readonly ports: readonly number[];
  readonly who: string;
}

/** Hosts and ports as miners' owners wrote them into scripts and configurations that they published. */
const published: Provenance = {
  source: 'scripts and configurations of miners in public GitHub repositories, as host:port',
  asOf: '2026-11-23',
};

/** MoneroOcean: 10000 and a power of two, by the difficulty that one begins with; TLS 10000 higher. */
const powers: readonly number[] = Array.from({ length: 14 }, (_, i) => 10_000 + 2 ** i);

const rows: readonly (PortRow & Provenance)[] = [
  {
    ports: [3333],
    who: 'XMRig’s own donation pool, P2Pool, and most pools',
    source: 'XMRig 6.26.0, Network.cpp; P2Pool, COMMAND_LINE.MD',
    asOf: '2026-11-23',
  },
  { ports: powers, who: 'MoneroOcean', source: 'MoneroOcean, xmrig_setup 2.8', asOf: '2026-11-23' },
  { ports: [20_128], who: 'MoneroOcean under TLS', ...published },
  { ports: [5555, 7777], who: 'SupportXMR, HashVault, Ethermine', ...published },
  { ports: [4444, 14_444], who: 'MineXMR, HashVault, Ethermine, Nanopool', ...published },
  { ports: [14_433, 9433], who: 'Nanopool under TLS', ...published },
  { ports: [11_111, 12_222, 13_333], who: 'Nanopool', ...published },
  { ports: [19_999, 33_333], who: 'C3Pool', ...published },
  { ports: [45_560, 45_700], who: 'MinerGate', ...published },
  { ports: [3334, 3353, 3355], who: 'NiceHash', ...published },
  { ports: [1010, 2020, 2222, 6060], who: '2Miners', ...published },
  { ports: [1314, 6688], who: 'F2Pool', ...published },
  { ports: [1110, 1166, 1200], who: 'HeroMiners', ...published },
];

const byPort: ReadonlyMap<number, string> = new Map(rows.flatMap(({ ports, who }) => ports.map((port) => [port, who])));

/** In ascending order. */
export const poolPorts: readonly number[] = [...byPort.keys()].sort((a, b) => a - b);

/** Whose port it is known as; nothing where it is none. @example poolPort(3333) // 'XMRig’s own …' */
export function poolPort(port: number): string | undefined {
  return byPort.get(port);
}
