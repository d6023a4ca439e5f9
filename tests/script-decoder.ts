/** What every decoder of scripts must hold, on its own fixture. */
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../src/engine/node/host.ts';
import type { ArtifactKind } from '../src/model/artifact.ts';
import { defaultLimits } from '../src/model/limits.ts';
import type { Child, Miss, View, WindowDecoder } from '../src/model/units.ts';

export interface ScriptFixture {
  readonly opens: Uint8Array;
  readonly leaves: Uint8Array;
  readonly holds: string;
}

export async function open(
  decoder: WindowDecoder,
  script: Uint8Array | string,
  kind: ArtifactKind = 'script',
): Promise<(Child | Miss)[]> {
  await decoder.load?.(nodeHost);
  const bytes = typeof script === 'string' ? new TextEncoder().encode(script) : script;
  const view: View = { name: 'x', kind, bytes, base: 0, whole: true, hits: [], runs: [] };
  return [...decoder.open(view, { host: nodeHost, limits: defaultLimits })];
}

export function textOf(child: Child | Miss | undefined): string {
  return child && 'bytes' in child ? Buffer.from(child.bytes).toString() : '';
}

export function behavesAsScriptDecoder(decoder: WindowDecoder, fixture: ScriptFixture): void {
  describe(decoder.id, () => {
    it('gives the script with what it hides written out, and where it stood', async () => {
      const children = await open(decoder, fixture.opens);
      expect(children).toMatchObject([
        { name: 'folded', kind: 'script', from: { offset: 0, length: fixture.opens.length } },
      ]);
      expect(textOf(children[0])).toContain(fixture.holds);
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
      expect(await open(decoder, textOf(child))).toEqual([]);
    });
  });
}
