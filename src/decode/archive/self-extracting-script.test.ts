import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { open, texts } from '../../../tests/decoding.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { carrying, fixture, packed } from './self-extracting-script.fixture.ts';
import { selfExtractingScript } from './self-extracting-script.ts';

const padding = `# ${'-'.repeat(300)}\n`;
const decode = (bytes: Uint8Array) => open(selfExtractingScript, bytes);

describe('self-extracting-script', () => {
  it('opens its own format and leaves other bytes alone', async () => {
    expect(selfExtractingScript.accepts?.(fixture.opens, 'x', fixture.opens.length)).toBe(true);
    const { children, gaps } = await decode(fixture.opens);
    expect(gaps).toEqual([]);
    const offset = fixture.opens.length - packed.length;
    expect(children).toEqual([
      { name: `payload@0x${offset.toString(16)}`, bytes: packed, from: { offset, length: packed.length } },
    ]);
    expect(selfExtractingScript.accepts?.(fixture.leaves, 'x', fixture.leaves.length)).toBe(false);
  });

  it.each([
    ['a line number', `#!/bin/bash\n${padding}tail -n +5 "$0" | tar xz\nexit\n`],
    ['a marker and awk', `#!/bin/bash\n${padding}n=$(awk '/^PAYLOAD:/ {print NR + 1; exit 0; }' $0)\nexit\nPAYLOAD:\n`],
    ['nothing at all', `#!/usr/bin/env python3\n${padding}`],
  ])('finds bytes behind a script that tells of them by %s', async (_, script) => {
    const { children } = await decode(carrying(script, packed));
    expect(children.map(({ bytes }) => bytes)).toEqual([packed]);
  });

  it('undoes base64 behind a marker and in a here-document', async () => {
    const base64 = Buffer.from(Buffer.from(packed).toString('base64').replace(/.{60}/g, '$&\n'));
    const script = `#!/bin/sh\n${padding}sed -n '/^__DATA__$/,$p' "$0" | base64 -d | gunzip\nexit\n__DATA__\n`;
    expect((await decode(carrying(script, base64))).children).toMatchObject([{ bytes: packed, how: 'base64' }]);
    const here = `#!/bin/sh\n${padding}base64 -d > /tmp/x <<'END'\n${base64}\nEND\nexit\n`;
    expect((await decode(Buffer.from(here))).children).toMatchObject([{ bytes: packed, how: 'base64' }]);
  });

  it('gives nothing for scripts that carry nothing, and for text behind a marker', async () => {
    for (const script of [
      `#!/bin/sh\n${padding}grep '^root' /etc/passwd\nroot\n`,
      `#!/bin/sh\n${padding}printf '\x1b[1m'\ntail -n +3 "$0"\n`,
      `#!/usr/bin/env node\n${padding}const module = "${'x'.repeat(200)}\0asm\x01"\n`,
      `#!/usr/bin/perl\n${padding}__DATA__\nsome words and no more\n`,
    ])
      expect(await decode(Buffer.from(script)), script).toEqual({ children: [], gaps: [] });
  });

  it('says that a payload is encrypted', async () => {
    const script = `#!/bin/sh\n${padding}tail -n +4 "$0" | openssl enc -d -aes-256-cbc\n`;
    const { gaps } = await decode(carrying(script, Buffer.from('Salted__\x01\x02\0')));
    expect(gaps).toMatchObject([{ code: 'encrypted' }]);
  });

  const folder = temporaryFolder();

  it.skipIf(!hasPeer('makeself'))('opens what makeself writes (skipped without makeself)', async () => {
    execFileSync('sh', ['-c', 'mkdir in; echo text > in/file; makeself --quiet in out.run label true'], {
      cwd: folder,
    });
    const { children } = await decode(readFileSync(join(folder, 'out.run')));
    expect(children).toHaveLength(1);
    expect(Buffer.from(gunzipSync(children[0]?.bytes ?? new Uint8Array(0))).toString('latin1')).toContain('./file');
  });

  it.skipIf(!hasPeer('shar'))('opens what shar writes (skipped without sharutils)', async () => {
    writeFileSync(join(folder, 'program'), packed);
    const archive = execFileSync('shar', ['-q', 'program'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
    expect(texts(await decode(archive))['program']).toBe(Buffer.from(packed).toString());
  });
});
