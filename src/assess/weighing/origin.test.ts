import { describe, expect, it } from 'vitest';
import type { Artifact } from '../../model/artifact.ts';
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import { originFinder } from './origin.ts';
import { provenance } from './weighing.fixture.ts';

const artifacts: readonly Artifact[] = [
  { id: 'a1', name: 'case/sample.exe', kind: 'data', size: 1 },
  { id: 'a2', name: 'case/sample.exe!inner', kind: 'data', size: 1, parent: 'a1' },
  { id: 'a3', name: 'case/wire.pcap', kind: 'capture', size: 1 },
  { id: 'a4', name: 'case/wire.pcap!stream', kind: 'stream', size: 1, parent: 'a3' },
  { id: 'a5', name: 'circle', kind: 'data', size: 1, parent: 'a6' },
  { id: 'a6', name: 'circle', kind: 'data', size: 1, parent: 'a5' },
];

const fact = (originFiles: string[]): Observation => {
  const value = { item: 'F1', says: 'It.', provenance: { ...provenance, originFiles } };
  return { id: 'o9', kind: 'fact', value, at: { artifact: 'a9' }, via: [], by: 'test' };
};

function originOf(artifact: string, party?: string, said: readonly Observation[] = []): string {
  const evidence: Case = { artifacts, observations: said, findings: [] };
  const value = { name: 'n', why: 'w' };
  const observation: Observation = { id: 'o1', kind: 'network-name', value, at: { artifact }, via: [], by: 'test' };
  return originFinder(evidence)({ observation, ...(party === undefined ? {} : { party }) });
}

describe('the origin of what Davylamp reads itself', () => {
  it('is one for all files of a scan, however deep they lie', () => {
    expect(originOf('a1')).toBe('the examined files');
    expect(originOf('a2')).toBe('the examined files');
  });

  it('is each capture’s own, its conversations with it', () => {
    expect(originOf('a3')).toBe('wire.pcap');
    expect(originOf('a4')).toBe('wire.pcap');
  });

  it('is each party’s own where more than one had to act', () => {
    expect(originOf('a4', 'server')).toBe('wire.pcap, server');
  });

  it('is the report’s where an evidence file says that the file is of that origin', () => {
    expect(originOf('a2', undefined, [fact(['sample.exe'])])).toBe('a report');
  });

  it('is found in a lineage that runs in a circle, and in one that is not there', () => {
    expect(originOf('a5')).toBe('the examined files');
    expect(originOf('nowhere')).toBe('the examined files');
  });
});
