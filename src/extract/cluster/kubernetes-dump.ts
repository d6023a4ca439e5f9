/**
 * What a cluster runs, as `kubectl get … -o json|yaml` and manifests tell it: containers that mine, fetch and start a
 * program or write to their node, and bindings that leave the cluster open. Containers that say nothing are context.
 * Source: the object's own fields, as the API has them.
 * Does not see: what images start by themselves, values of secrets and config maps, JSON written by other tools that do
 * not begin an object with `apiVersion` or `kind`.
 */

import type { JsonValue } from '../../codec/json/document.ts';
import { type DumpItem, type DumpReader, JsonDump, YamlDump } from '../../codec/kubernetes-objects/dump.ts';
import { wideGrantOf } from '../../codec/kubernetes-objects/grants.ts';
import { containersOfObject } from '../../codec/kubernetes-objects/workloads.ts';
import { latin1 } from '../../codec/latin1/latin1.ts';
import type { MachineSetting } from '../../model/machine-payloads.ts';
import {
  defineSweep,
  type Miss,
  type Sweep,
  type SweepExtractor,
  type SweepSighting,
  type SweepView,
} from '../../model/units.ts';
import { toldContainer } from './container-told.ts';

type Kind = 'container' | 'machine-setting' | 'mining-config';

/** Ordinary containers of one dump that are kept as context; all are looked at. */
const mostAside = 2000;

export const kubernetesDump: SweepExtractor<Kind> = defineSweep({
  id: 'kubernetes-dump',
  title: 'objects of Kubernetes: kubectl dumps and manifests',
  emits: ['container', 'machine-setting', 'mining-config'],
  accepts: (head, name) => formOf(head, name) !== undefined,
  open: ({ head, name }) => new DumpSweep(formOf(head, name) === 'yaml' ? new YamlDump() : new JsonDump()),
});

/** Versions of the API's groups: `v1`, `apps/v1`, `rbac.authorization.k8s.io/v1`; not those of logs. */
const jsonBeginning = /^\s*\{\s*"(?:apiVersion|kind)"\s*:\s*"(?!audit\.k8s\.io|Event")[\w./-]{1,128}"/;
const yamlVersion = /^(?:- )?(?:apiVersion|kind): ?["']?[\w./-]{1,128}["']?\s*$/m;

function formOf(head: Uint8Array, name: string): 'json' | 'yaml' | undefined {
  let at = 0;
  while (at < head.length && at < 64 && (head[at] ?? 0) <= 0x20) at++;
  const first = String.fromCharCode(head[at] ?? 0);
  if (first === '{') {
    const text = latin1(head.subarray(at, at + 512));
    return jsonBeginning.test(text) && !text.includes('audit.k8s.io') ? 'json' : undefined;
  }
  if (!/^[-#ak]$/.test(first) || (first === '#' && !/\.ya?ml$/i.test(name))) return undefined;
  return yamlVersion.test(latin1(head)) ? 'yaml' : undefined;
}

class DumpSweep implements Sweep<Kind> {
  readonly #reader: DumpReader;
  #aside = 0;

  constructor(reader: DumpReader) {
    this.#reader = reader;
  }

  *push({ bytes, from, to }: SweepView): Iterable<SweepSighting<Kind> | Miss> {
    for (const item of this.#reader.push(bytes.subarray(from, to))) yield* this.#told(item);
  }

  *end(): Iterable<SweepSighting<Kind> | Miss> {
    for (const item of this.#reader.end()) yield* this.#told(item);
  }

  *#told(item: DumpItem): Iterable<SweepSighting<Kind> | Miss> {
    const { offset, length, excerpt } = item;
    if (item.values === undefined)
      yield { gap: { code: 'malformed', what: 'an object of Kubernetes that is cut, too long or no JSON', offset } };
    for (const value of item.values ?? []) {
      const place = { offset, length, excerpt };
      const setting = settingOf(value);
      if (setting) yield { kind: 'machine-setting', value: setting, ...place };
      for (const facts of containersOfObject(value)) {
        const told = toldContainer(facts);
        if (told.config) yield { kind: 'mining-config', value: told.config, ...place };
        if (told.open) yield { kind: 'container', value: told.value, ...place };
        else if (++this.#aside <= mostAside) yield { kind: 'container', value: told.value, ...place, aside: true };
      }
    }
  }
}

function settingOf(object: JsonValue): MachineSetting | undefined {
  const grant = wideGrantOf(object);
  if (!grant) return undefined;
  return {
    setting: `cluster role binding ${grant.binding}`,
    value: `cluster-admin to ${grant.subject}`,
    usual: 'cluster-admin to system:masters',
    says: grant.toAll
      ? 'whoever reaches the API of the cluster may do anything in it, without logging in'
      : 'every program in pods of this account may do anything in the cluster',
    why: ['open-door'],
  };
}
