/**
 * Other miners that a script ends or keeps away: their processes, connections, files and containers, their pools in the
 * firewall or the hosts file. What is named here is the rival's, never the actor's own.
 * A script that looks for miners in order to tell somebody (`ps aux | grep xmrig` and a mail) ends nothing: silent.
 * Names that are not known for miners are told where at least two known ones stand in the same list.
 * Does not see: processes that are ended for the work they do (`$3 > 40`), names that are only known at run time.
 */
import { readStatements } from '../../codec/script-statements/script-statements.ts';
import { covertNames } from '../../intel/rivals/rival-names.ts';
import { miningTerms } from '../../intel/terms.ts';
import { defineExtractor, type Extractor, type Sighting, type View } from '../../model/units.ts';
import { type Kill, killsOf } from './rivals.ts';
import { longestCommand } from './script-deeds.ts';
import { scriptText } from './script-text.ts';

const anchors = [...new Set([...covertNames, ...miningTerms].map(({ text }) => text))];

/** Known miners in a list of kills before the others in it count as miners, too. */
const knownInList = 2;

export const rivalKill: Extractor<'rival-kill'> = defineExtractor({
  id: 'rival-kill',
  title: 'Scripts that end other miners or keep them away',
  emits: ['rival-kill'],
  kinds: ['script', 'config', 'source-code', 'data'],
  anchors: anchors.map((text) => ({ text, fold: true })),
  *extract(view: View): Iterable<Sighting<'rival-kill'>> {
    const script = scriptText(view);
    const kills = [...killsOf(readStatements(script.text).statements)];
    const isList = countKnown(kills) >= knownInList;
    for (const { statement, value, isKnown } of kills) {
      if (!isKnown && !isList) continue;
      const offset = script.offset(statement.at);
      const line = script.line(statement.at);
      yield {
        kind: 'rival-kill',
        value: { ...value, command: statement.text.slice(0, longestCommand) },
        offset,
        length: Math.max(1, script.offset(statement.end) - offset),
        ...(line === undefined ? {} : { line }),
      };
    }
  },
});

function countKnown(kills: readonly Kill[]): number {
  const known = kills.filter(({ isKnown }) => isKnown);
  const named = known.flatMap(({ value }) => [...value.names, ...value.pools]);
  return new Set(named.map((name) => name.slice(name.lastIndexOf('/') + 1))).size;
}
