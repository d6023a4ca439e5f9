/**
 * Images of containers that were found to mine, under names that do not say so: by published analyses, and by those who
 * told Docker of them. Does not hold: the many whose name says it (`monero-miner`), and images that only help to break
 * in (`docker72590/alpine`).
 */
import type { Provenance } from './provenance.ts';

export interface MinerImage extends Provenance {
  /** A repository, `pocosow/centos`, or all of an account, `azurenql/`; at Docker Hub. */
  readonly name: string;
}

function images(source: string, asOf: string, ...names: readonly string[]): MinerImage[] {
  return names.map((name) => ({ name, source, asOf }));
}

const unit42 = 'https://unit42.paloaltonetworks.com';
/** Where whoever found such an image told Docker of it. */
const dockerTracker = 'https://github.com/docker/hub-feedback/issues';

export const minerImages: readonly MinerImage[] = [
  ...images(
    `${unit42}/graboid-first-ever-cryptojacking-worm-found-in-images-on-docker-hub/`,
    '2019-10-16',
    'pocosow/centos',
    'gakeaws/nginx',
    'gakeaws/mysql',
  ),
  ...images(`${unit42}/cryptojacking-docker-images-for-mining-monero/`, '2026-11-23', 'azurenql/'),
  ...images(`${dockerTracker}/1121`, '2017-08-07', 'dockmylife/memorytest'),
  ...images(`${dockerTracker}/1417`, '2018-07-16', 'docker123321/'),
  ...images(`${dockerTracker}/1549`, '2018-06-26', 'ohldm/nginx'),
  ...images(`${dockerTracker}/1600`, '2018-08-14', 'dockerminer/etcd'),
  ...images(`${dockerTracker}/1781`, '2019-04-02', 'xoolu/ubuntu'),
  ...images(`${dockerTracker}/1853`, '2019-08-16', 'hzulu/hauto', 'jzulu/xauto'),
  ...images(`${dockerTracker}/2319`, '2023-07-17', 'pauseyop/pause', 'pauseyyf/pause'),
  ...images('https://sanj.dev/2020/06/misconfigured-kubeflow-workloads-are.html', '2026-11-23', 'ddsfdfsaadfs/dfsdf'),
  ...images(
    'Travis, “kubernetes_honeypot_adventures”: what a honeypot was given on 2022-10-23',
    '2022-10-23',
    'kubrnetesio/kube-controller',
  ),
  ...images(
    'Sysdig’s study of Docker Hub, as told by https://candid.technology/docker-hub-1652-malicious-images/',
    '2026-11-23',
    'vibersastra/ubuntu',
    'vibersastra/golang',
  ),
];

/** The entry for an image, with or without registry, tag and digest. */
export function knownMinerImage(image: string): MinerImage | undefined {
  const plain = image
    .toLowerCase()
    .replace(/^(?:(?:index\.)?docker\.io|registry-1\.docker\.io)\//, '')
    .replace(/[:@].*$/, '');
  return minerImages.find(({ name }) => (name.endsWith('/') ? plain.startsWith(name) : plain === name));
}
