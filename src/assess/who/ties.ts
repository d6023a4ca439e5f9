/**
 * Indicators that tie the case to others: what it shares with them, and how many machines mine for one account. A tie
 * counts by its exclusivity (exclusive.ts).
 */
import { knownPool } from '../../intel/pools.ts';
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import type { Indicator, Sight } from '../../model/question-table.ts';
import { destinations, ofKind, supporting } from '../evidence.ts';
import { listedNames } from '../long-names.ts';
import { machinesByAccount } from '../machines.ts';
import { counted, shortened } from '../words.ts';
import { accountsInWords } from './accounts.ts';
import { isNamedServer, tiesTo } from './exclusive.ts';
import type { WhoReading } from './reading.ts';
import { weaker } from './weaker.ts';

export const ties: readonly Indicator<WhoReading>[] = [
  {
    id: 'actor-infrastructure',
    says: 'A server, zone or key was used that a state-backed group is known to control',
    likelihood: { state: 60, insider: 4, hobbyist: 2, prank: 3, criminal: 6, owner: 2 },
    why: 'control of infrastructure is what few have; servers are also rented on, stolen and taken over',
    forgeability: 'dear',
    ask: whoRents,
  },
  {
    id: 'shared-indicator-with-incident',
    says: 'An earlier case has the same account or the same server of its own',
    likelihood: { state: 15, insider: 5, hobbyist: 6, prank: 18, criminal: 50, owner: 4 },
    why: 'whoever earns here earned there; a false flag would borrow just that',
    forgeability: 'moderate',
    sees: sharedWithIncidents,
    ask: earlierCases,
  },
  {
    id: 'seen-in-campaigns',
    says: 'The same miner came with campaigns that broke into unrelated machines',
    likelihood: { state: 25, insider: 20, hobbyist: 25, prank: 25, criminal: 50, owner: 20 },
    why: 'it is how criminals spread miners; a common miner comes with everyone’s campaigns and is everyone’s tool',
    forgeability: 'moderate',
  },
  {
    id: 'private-pool-or-proxy',
    says: 'It mines through a server that is no public pool',
    likelihood: { state: 25, insider: 15, hobbyist: 5, prank: 6, criminal: 40, owner: 15 },
    why: 'a proxy of one’s own hides the account and serves many machines; large owners run one, too',
    forgeability: 'moderate',
    sees: throughProxy,
  },
  {
    id: 'many-sessions-of-one-account',
    says: 'Several machines mine for one account',
    likelihood: { state: 15, insider: 15, hobbyist: 6, prank: 3, criminal: 45, owner: 30 },
    why: 'it takes many machines: stolen ones, or a fleet of one’s own',
    forgeability: 'moderate',
    sees: manyMachines,
    ask: otherMachines,
  },
];

/** A wallet in a file is somebody's choice; shares that were accepted for it are its income. */
function* sharedWithIncidents(evidence: Case): Generator<Sight> {
  const earned = ofKind(evidence, 'stratum-session').some(({ value }) => value.accepted > 0);
  const set = supporting(evidence, 'configured').slice(0, 5);
  const ties = tiesTo(evidence);
  for (const incident of ofKind(evidence, 'incident')) {
    const { shared } = ties(incident.value);
    if (shared.length === 0) continue;
    const { provenance } = incident.value;
    const says = `An earlier case (${incident.value.item}) has the same ${listedNames(shared.map(shortened), 2)}`;
    const forgeability = weaker(provenance.forgeability, earned ? 'dear' : 'moderate');
    yield {
      observation: incident,
      with: set,
      provenance,
      forgeability,
      says,
    };
  }
}

function* throughProxy(evidence: Case): Generator<Sight> {
  for (const seen of supporting(evidence, 'configured')) {
    const hosts = poolHosts(seen).filter((host) => knownPool(host)?.kind === 'proxy');
    if (hosts.length > 0)
      yield { observation: seen, says: `${listedNames(hosts, 2)} is on record as a pool of an actor's own` };
  }
}

function poolHosts(seen: Observation): string[] {
  if (seen.kind === 'mining-config') return seen.value.pools.map(({ host }) => host);
  return seen.kind === 'stratum-session' && seen.value.host !== undefined ? [seen.value.host] : [];
}

/** Fewer than this are one person's machines as easily as anyone's. */
const several = 3;

function* manyMachines(evidence: Case): Generator<Sight> {
  for (const [account, machines] of machinesByAccount(evidence)) {
    const [first, ...others] = machines.values();
    if (first === undefined || machines.size < several) continue;
    const says = `${counted(machines.size, 'machine')} mine for the account ${shortened(account)}`;
    yield { observation: first, with: others, says };
  }
}

function ownServers(evidence: Case): string[] {
  const dead = new Set(
    ofKind(evidence, 'name-resolution').flatMap(({ value }) => (value.type === 'none' ? value.name.toLowerCase() : [])),
  );
  return destinations(evidence).flatMap(({ host }) =>
    isNamedServer(host) && !dead.has(host.toLowerCase()) ? host : [],
  );
}

function whoRents(evidence: Case): string | undefined {
  const servers = ownServers(evidence);
  if (servers.length === 0) return undefined;
  return `Ask whoever hosts ${listedNames(servers, 2)} who rents it, since when, and what else ran there.`;
}

function earlierCases(evidence: Case): string | undefined {
  const accounts = accountsInWords(evidence);
  if (accounts === undefined) return undefined;
  return `Search earlier cases and public collections for ${accounts}: where else it was mined for.`;
}

function otherMachines(evidence: Case): string | undefined {
  const hosts = destinations(evidence).map(({ host }) => host);
  if (hosts.length === 0) return undefined;
  return `Look in flow and DNS logs for other machines that talk to ${listedNames(hosts, 2)}: one machine fits a test, many fit a break-in.`;
}
