/**
 * What Podman knows of its containers: `db.sql`, an SQLite database with a container's configuration and state as JSON.
 * Source: https://github.com/containers/podman (libpod/sqlite_state_internal.go, container_config.go, container.go).
 * Does not see: the older database in bbolt's form, and changes that a crash left in a journal.
 */
import type { RangedBytes } from '../../model/ranged-bytes.ts';
import type { JsonValue } from '../json/document.ts';
import { readSqliteTable, type SqliteRow, wholeRows } from '../sqlite-table/sqlite-table.ts';
import { type ContainerFacts, flagAt, jsonOf, momentOf, textAt, valueAt } from './facts.ts';
import { ociContainer } from './oci-spec.ts';

/** By the container's id, all that the database adds to what stands beside it in files. */
export type PodmanContainers = ReadonlyMap<string, ContainerFacts>;

const mostContainers = 10_000;

/** In the order of their numbers: define.ContainerStatus. */
const states = ['unknown', 'configured', 'created', 'running', 'stopped', 'paused', 'exited', 'removing', 'stopping'];

/** Undefined where it is no such database. */
export function podmanContainers(source: RangedBytes): PodmanContainers | undefined {
  const configs = readSqliteTable(source, 'ContainerConfig');
  if (configs.status !== 'ok') return undefined;
  const running = statesOf(source);
  const containers = new Map<string, ContainerFacts>();
  for (const [id, name, , json] of wholeRows(configs.value)) {
    const config = documentOf(json);
    if (typeof id !== 'string' || !/^[0-9a-f]{12,64}$/.test(id) || config === undefined) continue;
    if (containers.size >= mostContainers) break;
    containers.set(id, factsOf(id, typeof name === 'string' ? name : undefined, config, running.get(id)));
  }
  return containers;
}

interface State {
  readonly name: string | undefined;
  readonly json: JsonValue | undefined;
}

function statesOf(source: RangedBytes): ReadonlyMap<string, State> {
  const found = new Map<string, State>();
  const rows = readSqliteTable(source, 'ContainerState');
  if (rows.status !== 'ok') return found;
  for (const [id, state, , json] of wholeRows(rows.value)) {
    if (found.size >= mostContainers) break;
    if (typeof id === 'string')
      found.set(id, { name: typeof state === 'number' ? states[state] : undefined, json: documentOf(json) });
  }
  return found;
}

/** The driver writes the text as bytes. */
function documentOf(value: SqliteRow[number] | undefined): JsonValue | undefined {
  if (value instanceof Uint8Array) return jsonOf(value);
  return typeof value === 'string' ? jsonOf(new TextEncoder().encode(value)) : undefined;
}

function factsOf(id: string, name: string | undefined, config: JsonValue, state: State | undefined): ContainerFacts {
  const spec = valueAt(config, 'spec');
  const made = spec === undefined ? undefined : ociContainer(spec, 'podman', id);
  const bare: ContainerFacts = { runtime: 'podman', id, words: [], environment: new Map(), mounts: [] };
  const pod = textAt(config, 'pod');
  return {
    ...(made ?? bare),
    name: name ?? textAt(config, 'name'),
    image: textAt(config, 'rootfsImageName') ?? textAt(config, 'RawImageName') ?? made?.image,
    created: momentOf(textAt(config, 'createdTime')),
    started: momentOf(textAt(state?.json, 'startedTime')),
    state: state?.name,
    restart: textAt(config, 'restart_policy'),
    privileged: flagAt(config, 'privileged') ?? made?.privileged,
    owner: pod === undefined ? undefined : `Pod/${pod.slice(0, 12)}`,
    files: textAt(config, 'rootfs'),
  };
}
