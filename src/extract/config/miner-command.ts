/**
 * A miner's command line, wherever it is written: scripts, service units, crontabs, argument lists in JSON or YAML,
 * logs, string tables of binaries (ASCII and UTF-16LE). A wallet alone wakes it, so that a renamed miner is found too.
 * Does not see: a renamed miner with a plain login and no flag that only miners have; arguments put together at run
 * time; patterns by which a script looks for its rivals (those are no configuration).
 */
import { addressShapes, gluedAddressShapes } from '../../codec/address/shapes.ts';
import { type MinerCommand, readMinerCommand } from '../../codec/command-line/miner-arguments.ts';
import { SedEdits } from '../../codec/command-line/sed-edits.ts';
import { surroundingOf } from '../../codec/command-line/surroundings.ts';
import { type TextWindow, windowsAround } from '../../codec/command-line/text-window.ts';
import { splitCommands } from '../../codec/command-line/words.ts';
import { defineExtractor, type Extractor, type Sighting, type View } from '../../model/units.ts';
import { commandSource, isWalletRun } from './wake.ts';

/** Characters around what woke us; a whole script where it is no longer than `wholeUpTo` bytes. */
const reach = { around: 4096, wholeUpTo: 256 * 1024 };

/** The same configuration in a log or a loop is told this often a view. */
const mostRepeats = 3;

export const minerCommand: Extractor<'mining-config'> = defineExtractor({
  id: 'miner-command',
  title: 'command lines of miners',
  emits: ['mining-config'],
  anchors: [
    { text: 'stratum+', fold: true },
    { text: 'stratum2+' },
    { text: 'stratum://' },
    { text: 'stratums://' },
    { text: 'xmrig', fold: true },
    { text: 'xmr-stak', fold: true },
    { text: 'minerd' },
    { text: 'cpuminer' },
    { text: 'ccminer', fold: true },
    { text: 'cgminer', fold: true },
    { text: 'lolminer', fold: true },
    { text: 'gminer', fold: true },
    { text: 'nbminer', fold: true },
    { text: 'srbminer', fold: true },
    { text: 'phoenixminer', fold: true },
    { text: 'teamredminer', fold: true },
    { text: 'ethminer', fold: true },
    { text: 'nheqminer', fold: true },
    { text: 'bzminer', fold: true },
    { text: 'wildrig', fold: true },
    { text: '--donate-level' },
    { text: '--nicehash' },
    { text: '--rig-id' },
    { text: '--cpu-max-threads-hint' },
    { text: '--max-cpu-usage' },
    { text: '--randomx-' },
    { text: 'donate-level' },
  ],
  runs: [...addressShapes, ...gluedAddressShapes],
  *extract(view) {
    const wallets = view.runs.filter((run) => isWalletRun(view.bytes, run));
    const told = new Map<string, number>();
    for (const window of windowsAround(view.bytes, [...view.hits, ...wallets], reach))
      for (const command of commandsIn(window.text)) {
        const key = JSON.stringify(command.config);
        const count = (told.get(key) ?? 0) + 1;
        told.set(key, count);
        if (count <= mostRepeats) yield sighting(command, window, view);
      }
  },
});

function* commandsIn(text: string): Iterable<MinerCommand> {
  const edits = new SedEdits();
  for (const words of splitCommands(text)) {
    const command = readMinerCommand(words);
    if (command) yield command;
    edits.take(words);
  }
  const edited = edits.result();
  if (edited) yield edited;
}

function sighting(command: MinerCommand, window: TextWindow, view: View): Sighting<'mining-config'> {
  const offset = window.offset(command.at);
  const within = surroundingOf(window.text, command.at);
  return {
    kind: 'mining-config',
    value: { ...command.config, source: commandSource(view.kind), ...(within === undefined ? {} : { within }) },
    offset,
    length: Math.max(1, window.offset(command.end) - offset),
  };
}
