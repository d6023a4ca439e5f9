import { describe, expect, it } from 'vitest';
import { knownMinerImage, minerImages } from './miner-images.ts';

describe('images that are known to mine', () => {
  it('are told with or without registry, tag and digest', () => {
    for (const image of [
      'pocosow/centos',
      'pocosow/centos:7.6.1810',
      'docker.io/pocosow/centos:7.6.1810',
      `registry-1.docker.io/pocosow/centos@sha256:${'0'.repeat(64)}`,
    ])
      expect(knownMinerImage(image)?.name).toBe('pocosow/centos');
  });

  it('are told by a whole account only where all of it is known for that', () => {
    expect(knownMinerImage('docker123321/tomcat')?.name).toBe('docker123321/');
    expect(knownMinerImage('kubrnetesio/kube-controller:1.0.1')).toBeDefined();
    expect(knownMinerImage('kubrnetesio/other')).toBeUndefined();
  });

  it('are not the images that they pretend to be', () => {
    for (const image of [
      'centos',
      'nginx',
      'library/nginx',
      'mysql:5.6',
      'registry.k8s.io/pause:3.9',
      'pocosow/centos2',
    ])
      expect(knownMinerImage(image)).toBeUndefined();
  });

  it('each have a date and a source, and stand there once, in lower case', () => {
    for (const { name, asOf, source } of minerImages) {
      expect([name, asOf]).toEqual([name.toLowerCase(), expect.stringMatching(/^20\d\d-\d\d-\d\d$/)]);
      expect(source).not.toBe('');
    }
    expect(new Set(minerImages.map(({ name }) => name)).size).toBe(minerImages.length);
  });
});
