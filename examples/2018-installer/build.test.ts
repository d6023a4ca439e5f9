import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleMatch } from '@litko/yara-x';
import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../src/codec/dotnet/metadata.ts';
import { readTables } from '../../src/codec/dotnet/tables.ts';
import { readEvidence } from '../../src/codec/evidence/evidence.ts';
import { readPeImage } from '../../src/codec/pe/image.ts';
import { zip } from '../../src/decode/archive/zip.ts';
import { hexText } from '../../src/decode/encoding/hex-text.ts';
import { nodeHost } from '../../src/engine/node/host.ts';
import { defaultLimits } from '../../src/model/limits.ts';
import type { Result } from '../../src/model/result.ts';
import type { Child, Decoded } from '../../src/model/units.ts';
import { hasPeer } from '../../tests/peer.ts';
import { temporaryFolder } from '../../tests/temporary-folder.ts';
import { buildInstallerZip, reconstruct } from './build.ts';

const folder = 'examples/2018-installer';
const rule = '../shared/corpus/yara/nkminer_monero.yar';
const evidence = readFileSync(`${folder}/evidence.yaml`, 'utf8');
const committed = readFileSync(`${folder}/installer.zip`);
const image = reconstruct(evidence);
const context = { host: nodeHost, limits: defaultLimits };

function value<T>(result: Result<T>): T {
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result.value;
}

async function onlyChild(outs: Iterable<Decoded> | AsyncIterable<Decoded>): Promise<Child> {
  const all: Decoded[] = [];
  for await (const out of outs) all.push(out);
  const [child] = all;
  if (!child || !('bytes' in child) || all.length > 1) throw new Error(JSON.stringify(all));
  return child;
}

describe('the reconstruction of the 2018 installer', () => {
  it('is in the repository as the script builds it', () => {
    expect(Buffer.from(buildInstallerZip(evidence)).equals(committed)).toBe(true);
  });

  it('unpacks as installer.zip!installer.exe.hex!hex', async () => {
    const text = await onlyChild(zip.decode(committed, context));
    expect(text.name).toBe('installer.exe.hex');
    expect(hexText.accepts(text.bytes.subarray(0, 512), text.name)).toBe(true);
    const unpacked = await onlyChild(hexText.decode(text.bytes, context));
    expect(unpacked.name).toBe('hex');
    expect(Buffer.from(unpacked.bytes).equals(image)).toBe(true);
  });

  it('cannot run: not marked executable, no entry point, nothing to begin with, no methods, no code', () => {
    const { characteristics, entryPoint, sections } = value(readPeImage(image));
    expect(characteristics & 0x0002).toBe(0);
    expect(entryPoint).toBe(0);
    for (const section of sections) expect(section.characteristics & 0x20000020).toBe(0);
    const metadata = value(readMetadata(image, value(readPeImage(image))));
    expect(metadata.entryPointToken).toBe(0);
    const tables = value(readTables(image, metadata.streams.get('#~')));
    const [typeDef, methodDef] = [0x02, 0x06];
    expect([tables.rowCount(typeDef), tables.rowCount(methodDef)]).toEqual([0, 0]);
  });

  it('holds its strings where signature-base has them: under 30 KB, a path between two plain strings', () => {
    const path = Buffer.from('C:\\NewDirectory', 'utf16le');
    const published = Buffer.concat([Buffer.from([0, 0, 2 * 15 + 1]), path, Buffer.from([0])]);
    expect(Buffer.from(image).includes(published)).toBe(true);
    expect(image.length).toBeLessThan(30 * 1024);
  });

  it.skipIf(!existsSync(rule))(
    'matches the published YARA rule, unpacked only (skipped without ../shared/corpus)',
    async () => {
      const { compile } = await import('@litko/yara-x');
      const rules = compile(readFileSync(rule, 'utf8'));
      expect(rules.scan(Buffer.from(image)).map(({ ruleIdentifier }: RuleMatch) => ruleIdentifier)).toEqual([
        'nkminer_monero',
      ]);
      expect(rules.scan(committed)).toEqual([]);
    },
  );

  it.skipIf(!existsSync(rule) || !hasPeer('yara'))(
    'matches every string of that rule in yara itself (skipped without yara or ../shared/corpus)',
    () => {
      const path = join(temporaryFolder(), 'image');
      writeFileSync(path, image);
      const said = execFileSync('yara', ['-s', rule, path]).toString();
      for (const name of ['$a', '$b', '$c', '$d', '$e', '$f', '$g']) expect(said).toContain(`:${name}:`);
      expect(execFileSync('yara', [rule, `${folder}/installer.zip`]).toString()).toBe('');
    },
  );
});

describe('evidence.yaml', () => {
  const { items, mistakes, rejected, header } = value(readEvidence(readFileSync(`${folder}/evidence.yaml`)));

  it('is read without a mistake, and marks itself as evidence in its first line', () => {
    expect({ mistakes, rejected, line: header.line }).toEqual({ mistakes: [], rejected: 0, line: 1 });
    expect(items).toHaveLength(40);
  });

  it('counts what stands in the sample as one, and with the sample', () => {
    const inSample = items.filter(
      ({ value }) => 'provenance' in value && value.provenance.origin === 'the installer itself',
    );
    expect(inSample).toHaveLength(16);
    for (const { value } of inSample)
      expect('provenance' in value && value.provenance.originFiles).toEqual(['installer.zip']);
  });

  it('says of each item what it would take to forge it', () => {
    for (const { value } of items) {
      const forging = 'provenance' in value ? value.provenance.forging : undefined;
      expect(forging, value.item).toMatch(/\w{3}/);
    }
  });

  it('rates what is only recalled as unknown', () => {
    const recalled = items.filter(({ value }) => 'provenance' in value && value.provenance.reliability === 'F');
    expect(recalled.map(({ value }) => value.item)).toEqual(['port', 'korean-address-value']);
    for (const { value } of recalled) expect('provenance' in value && value.provenance.credibility).toBe(6);
  });

  it('has four pools on the account, two of which say what they paid', () => {
    const pools = items.flatMap((item) => (item.kind === 'pool-record' ? [item.value] : []));
    expect(pools.map(({ pool, paid, payments, lastShare }) => [pool, paid, payments, lastShare])).toEqual([
      ['nanopool', 92.6944152162, 120, undefined],
      ['HashVault', 5.3672685691, 7, '2018-04-17'],
      ['supportXMR', undefined, undefined, '2018-05-27'],
      ['crypto-pool', undefined, undefined, '2017-10-03'],
    ]);
  });
});
