/** What a configuration means where it stands: in a service unit it is set up, in a manual it is an example. */
import type { Artifact, ArtifactKind } from '../../model/artifact.ts';
import type { Observation } from '../../model/observation.ts';

/** Kinds whose content is run, read by a program, or a record of what ran. */
const used: ReadonlySet<ArtifactKind> = new Set(['config', 'data', 'executable', 'log', 'process', 'script', 'text']);

/** Source that pages are made of. */
const pageSource = /\.(?:[cm]?js|jsx|php|vue|svelte)$/i;

const onlyTold: Partial<Record<ArtifactKind, string>> = {
  archive: 'it stands in an archive, which was not unpacked here',
  blocklist: 'it stands in a blocklist',
  capture: 'it stands in captured traffic; whether anyone ran it is not known',
  database: 'it stands in a database',
  document: 'it stands in a document',
  evidence: 'it stands in notes on evidence',
  page: 'it stands on a page',
  rules: 'it stands in a detection rule',
  'source-code': "it stands in a program's source, where examples and tests are",
  stream: 'it stands in captured traffic; whether anyone ran it is not known',
};

/** Share of a text that a configuration must fill to be what the text is for. */
const mostOfText = 0.4;

/** Members, elements and settings whose text is about a command. */
const speaking =
  /^(?:desc(?:ription)?|summary|title|text|body|comments?|notes?|patterns?|regex|query|condition|signature|examples?|usage|help|input|expected|prompt|completion|question|answer|processes_?created|command_?executions|request|login|(?:http_?)?user_?agent|referr?er|(?:request_?)?ur[il]|request_?body|query_?string)$/i;

/** Calls by which a program starts another. */
const starting =
  /^@?(?:(?:os|subprocess|commands|child_process|cp|exec|process|system\.diagnostics\.process|posix)(?:\.|::)(?:system|popen|run|call|check_call|check_output|getoutput|exec\w{0,8}|spawn\w{0,8}|startfile|start|command)|(?:system|popen|shell_exec|passthru|proc_open|pcntl_exec|exec(?:sync|file|filesync|[lv][pe]{0,2})?|spawn(?:sync)?|shellexecute\w{0,4}|winexec|createprocess\w{0,8})|[\w.]{0,24}getruntime\(\)\.exec)$/i;

/** Why a configuration here is only spoken of; nothing where it is in use. */
export function whyOnlyTold(artifact: Artifact, { at, value }: Observation<'mining-config'>): string | undefined {
  const within = value.within?.slice(0, 64);
  if (artifact.kind === 'source-code' && within !== undefined && starting.test(within)) return undefined;
  // A page's own call of a miner is made by everyone who opens the page.
  if (value.source === 'page' && runsInBrowsers(artifact)) return undefined;
  if (!used.has(artifact.kind)) return onlyTold[artifact.kind] ?? 'it stands where nothing is run';
  if (within !== undefined && speaking.test(within)) return `it stands in \`${within}\`, which speaks of it`;
  if (artifact.kind !== 'text' || artifact.size === 0 || at.length === undefined) return undefined;
  // A text's own words decide: a configuration that is saved under another name fills it.
  const fills = at.length / artifact.size >= mostOfText;
  return fills || value.source === 'json' ? undefined : 'it is a part of a text';
}

function runsInBrowsers({ kind, name }: Artifact): boolean {
  return kind === 'page' || (kind === 'source-code' && pageSource.test(name));
}
