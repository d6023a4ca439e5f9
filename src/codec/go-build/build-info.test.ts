import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ascii, padTo, u64 } from '../../../examples/2018-installer/layout.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { readGoBuild } from './build-info.ts';

const mark = new Array<number>(16).fill(0xaa);
const text = [
  'path\texample.com/tool',
  'mod\texample.com/tool\t(devel)\t',
  'dep\texample.com/a\tv1.2.3\th1:x=',
  '=>\texample.com/b\tv1.2.4\th1:y=',
  'build\t-ldflags="-s -w"',
  'build\tvcs.revision=0123456789abcdef',
  '',
].join('\n');
const module = [...mark, ...ascii(text), ...mark];
const magic = [0xff, ...ascii(' Go buildinf:')];
const nowhere = (): undefined => undefined;

const facts = {
  path: 'example.com/tool',
  module: 'example.com/tool (devel)',
  dependencies: ['example.com/a v1.2.3', 'example.com/b v1.2.4'],
  settings: new Map([
    ['-ldflags', '-s -w'],
    ['vcs.revision', '0123456789abcdef'],
  ]),
};

const counted = (bytes: readonly number[]): number[] => [0x80 | (bytes.length & 0x7f), bytes.length >>> 7, ...bytes];

describe("Go's build information", () => {
  it('is read where its texts follow it', () => {
    const blob = [...padTo(32, [...magic, 8, 2]), ...counted(ascii('go1.22.3')), ...counted(module)];
    const bytes = Uint8Array.from([...padTo(48, []), ...blob, 1, 2, 3]);
    expect(readGoBuild(bytes, nowhere)).toMatchObject({
      status: 'ok',
      value: { version: 'go1.22.3', ...facts, at: 48, length: blob.length },
    });
  });

  it('is read where it points to its texts, as up to Go 1.17', () => {
    const base = 0x400000;
    const version = ascii('go1.16.5');
    const [headersAt, versionAt] = [32, 64];
    const moduleAt = versionAt + version.length;
    const headers = [versionAt, version.length, moduleAt, module.length].map((value, i) => value + (i % 2 ? 0 : base));
    const blob = [...magic, 8, 0, ...u64(base + headersAt), ...u64(base + headersAt + 16), ...headers.flatMap(u64)];
    const bytes = Uint8Array.from([...blob, ...version, ...module]);
    const read = readGoBuild(bytes, (address) => (address >= base ? address - base : undefined));
    expect(read).toMatchObject({ status: 'ok', value: { version: 'go1.16.5', ...facts } });
  });

  it('is malformed where it leads nowhere, and absent where nothing stands', () => {
    const bytes = Uint8Array.from(padTo(64, [...magic, 8, 0]));
    expect(readGoBuild(bytes, nowhere)).toMatchObject({ status: 'malformed', at: 0 });
    expect(readGoBuild(new Uint8Array(100), nowhere)).toEqual({ status: 'not-this-format' });
  });

  it('gives its version where the text of the module is cut', () => {
    const blob = [...padTo(32, [...magic, 8, 2]), ...counted(ascii('go1.22.3')), ...counted(module)];
    const read = readGoBuild(Uint8Array.from(blob.slice(0, -10)), nowhere);
    expect(read).toMatchObject({ status: 'ok', value: { version: 'go1.22.3', dependencies: [] } });
  });
});

describe.skipIf(!hasPeer('go', 'version'))('a program that Go built (skipped without go)', () => {
  it('tells what the peer tells of it', () => {
    const folder = join(temporaryFolder(), 'tool');
    mkdirSync(folder);
    writeFileSync(join(folder, 'go.mod'), 'module example.com/tool\ngo 1.16\n');
    writeFileSync(join(folder, 'main.go'), 'package main\nfunc main() {}\n');
    const env = { ...process.env, GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local', GO111MODULE: 'on', CGO_ENABLED: '0' };
    execFileSync('go', ['build', '-ldflags', '-s -w', '-o', 'tool', '.'], { cwd: folder, env });
    const said = execFileSync('go', ['version', '-m', 'tool'], { cwd: folder, env }).toString();
    const read = readGoBuild(Uint8Array.from(readFileSync(join(folder, 'tool'))), nowhere);
    if (read.status !== 'ok') throw new Error(JSON.stringify(read));
    expect(said).toContain(`tool: ${read.value.version}`);
    expect(said).toContain(`path\t${read.value.path}`);
    expect(read.value.settings.get('-ldflags')).toBe('-s -w');
  }, 120_000);
});
