/** Images of containers that were found to mine, under names that do not say so. */
import type { Provenance } from './provenance.ts';

export interface MinerImage extends Provenance {
  /** A repository, `pocosow/centos`, or all of an account, `azurenql/`; at Docker Hub. */
  readonly name: string;
}

const asOf = '2026-11-23';
const graboid: Provenance = {
  source: 'https://unit42.paloaltonetworks.com/graboid-first-ever-cryptojacking-worm-found-in-images-on-docker-hub/',
  asOf,
};
const azurenql: Provenance = {
  source: 'https://unit42.paloaltonetworks.com/cryptojacking-docker-images-for-mining-monero/',
  asOf,
};
const rbacBuster: Provenance = {
  source: 'https://www.aquasec.com/blog/leveraging-kubernetes-rbac-to-backdoor-clusters/',
  asOf,
};

const minerImages: readonly MinerImage[] = [
  { name: 'pocosow/centos', ...graboid },
  { name: 'gakeaws/nginx', ...graboid },
  { name: 'azurenql/', ...azurenql },
  { name: 'kuberntesio/kube-controller', ...rbacBuster },
];

/** The entry for an image, with or without registry, tag and digest. */
export function knownMinerImage(image: string): MinerImage | undefined {
  const plain = image
    .toLowerCase()
    .replace(/^(?:(?:index\.)?docker\.io|registry-1\.docker\.io)\//, '')
    .replace(/[:@].*$/, '');
  return minerImages.find(({ name }) => (name.endsWith('/') ? plain.startsWith(name) : plain === name));
}
