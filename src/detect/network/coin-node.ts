/**
 * A full node that talks to its peers. Nodes hold the ledger, for wallets, shops and explorers as for miners; peer to
 * peer traffic is not pool mining, so this stays a mention whatever the node's machine does besides.
 * Source: the protocols read by codec/peer-to-peer. Does not see: Ethereum nodes, whose transport is encrypted.
 */
import type { Observation } from '../../model/observation.ts';
import { any, type Detector, defineDetector, saw } from '../../model/units.ts';

/** Peers that a claim names; a node has ten, a long capture thousands. */
const mostNamed = 20;

export const coinNode: Detector<'coin-node'> = defineDetector({
  id: 'coin-node',
  title: 'A coin node talks to its peers, which is not pool mining',
  stage: 'mention',
  techniques: [],
  confidence: 'high',
  needs: ['coin-node'],
  couldBe: ['a wallet, a shop or an explorer that keeps its own copy of the ledger', 'a node that serves a miner'],
  *detect({ 'coin-node': nodes }) {
    for (const [name, peers] of groupByNetwork(nodes))
      yield {
        because: any(
          ...peers.slice(0, mostNamed).map((peer) => saw(peer, `${peer.value.client} to ${peer.value.server}`)),
        ),
        title: `A full node of ${name} talks to ${peers.length === 1 ? 'a peer' : `${peers.length} peers`}: not pool mining`,
      };
  },
});

function groupByNetwork(nodes: readonly Observation<'coin-node'>[]): Map<string, Observation<'coin-node'>[]> {
  const groups = new Map<string, Observation<'coin-node'>[]>();
  for (const node of nodes) {
    const name = node.value.network ?? node.value.protocol;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [node]);
    else group.push(node);
  }
  return groups;
}
