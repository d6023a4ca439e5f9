/** The tables that Podman keeps its containers in, as statements for sqlite3. */
export interface PodmanRow {
  readonly id: string;
  readonly config: { readonly name: string };
  /** 3: it runs. */
  readonly state: number;
  readonly startedTime: string;
}

export function podmanTables(rows: readonly PodmanRow[]): string {
  const hex = (value: object): string => `x'${Buffer.from(JSON.stringify(value)).toString('hex')}'`;
  const tables =
    'create table ContainerConfig(ID text primary key not null, Name text unique not null, PodID text, JSON text not null); create table ContainerState(ID text primary key not null, State integer not null, ExitCode integer, JSON text not null);';
  const inserts = rows.map(
    ({ id, config, state, startedTime }) =>
      `insert into ContainerConfig values('${id}', '${config.name}', null, ${hex(config)}); insert into ContainerState values('${id}', ${state}, 0, ${hex({ startedTime })});`,
  );
  return [tables, ...inserts].join('\n');
}
