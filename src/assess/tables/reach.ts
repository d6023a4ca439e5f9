/**
 * What did it touch? Five levels, each of which excludes the others: only what goes furthest counts.
 * The priors and likelihoods are judgements of ours, for anyone to overrule. A path in a file is a string: it shows what
 * its writer had in mind, and not that it happened. Indicators without `sees` are for an analyst's facts until hosts and
 * logs are read.
 */
import { defineTable, type QuestionTable } from '../../model/question-table.ts';
import * as asks from '../reach/asks.ts';
import * as seen from '../reach/sights.ts';

export type ReachReading = 'only-mined' | 'stayed' | 'spread' | 'took' | 'prepared';

export const reachTable: QuestionTable<ReachReading> = defineTable<ReachReading>({
  readings: {
    'only-mined': {
      label: 'it mined and did nothing else',
      prior: 15,
      why: 'what owners and one-off tries do; covert miners seldom leave it at that',
    },
    stayed: {
      label: 'it set itself up to start again, on that machine alone',
      prior: 20,
      why: 'a miner earns by the day, so most of them see to it that they come back',
    },
    spread: {
      label: 'it stayed and went on to other machines',
      prior: 13,
      why: 'worms and stolen keys are usual on servers and rare elsewhere',
    },
    took: {
      label: 'it took secrets as well',
      prior: 6,
      why: 'some campaigns steal cloud keys beside mining; it is seldom shown',
    },
    prepared: {
      label: 'it was only prepared: places are named, and nothing was done there',
      prior: 12,
      why: 'tests, kits and samples that never ran',
    },
  },
  unknown: 34,
  indicators: [
    {
      id: 'names-paths',
      says: 'A program names places on a disk',
      likelihood: { 'only-mined': 20, stayed: 50, spread: 40, took: 40, prepared: 55 },
      why: 'it would write there if it ran; strings show what was meant, and not what was done',
      forgeability: 'cheap',
      sees: seen.namesPaths,
      ask: asks.paths,
    },
    {
      id: 'puts-what-it-fetches',
      says: 'A script puts what it fetches somewhere',
      likelihood: { 'only-mined': 30, stayed: 45, spread: 45, took: 35, prepared: 30 },
      why: 'every set-up does; what stays behind is to be removed',
      forgeability: 'moderate',
      sees: seen.putsWhatItFetches,
      ask: asks.paths,
    },
    {
      id: 'hiding-names',
      says: "It uses names that look like the system's own",
      likelihood: { 'only-mined': 10, stayed: 50, spread: 45, took: 45, prepared: 40 },
      why: 'one hides what is meant to stay; a name is typed in a second',
      forgeability: 'cheap',
      sees: seen.hidingNames,
    },
    {
      id: 'starts-again',
      says: 'It stands where the system starts things by itself',
      likelihood: { 'only-mined': 4, stayed: 75, spread: 60, took: 50, prepared: 12 },
      why: 'an entry in cron, a unit, a task or a run key is there to bring it back; owners use them, too',
      forgeability: 'moderate',
      sees: seen.startsAgain,
    },
    {
      id: 'start-entry-found',
      says: 'On the machine something starts it again: a cron line, a unit, a task or a run key',
      likelihood: { 'only-mined': 4, stayed: 80, spread: 60, took: 50, prepared: 5 },
      why: 'found on the machine itself, with its date and its owner',
      forgeability: 'dear',
      ask: asks.starting,
    },
    {
      id: 'nothing-starts-it',
      says: 'All that starts by itself was looked through, and nothing of it is there',
      likelihood: { 'only-mined': 65, stayed: 6, spread: 12, took: 20, prepared: 60 },
      why: 'places are many and rootkits hide them, so one may have been missed',
      forgeability: 'moderate',
      ask: asks.starting,
    },
    {
      id: 'mined',
      says: 'Traffic shows the machine mining',
      likelihood: { 'only-mined': 60, stayed: 60, spread: 60, took: 50, prepared: 8 },
      why: 'it ran, so it was not only prepared; traffic shows nothing of the rest',
      forgeability: 'dear',
      sees: seen.mined,
    },
    {
      id: 'several-machines',
      says: 'Several machines mine for one account',
      likelihood: { 'only-mined': 15, stayed: 15, spread: 60, took: 30, prepared: 1 },
      why: 'it went from one to the next, or each was entered by itself in the same way',
      forgeability: 'dear',
      sees: seen.severalMachines,
      ask: asks.others,
    },
    {
      id: 'scanned-others',
      says: 'The machine tried many other machines on one port',
      likelihood: { 'only-mined': 3, stayed: 6, spread: 65, took: 30, prepared: 1 },
      why: 'it looks for the next victim; monitoring scans, too',
      forgeability: 'dear',
      ask: asks.others,
    },
    {
      id: 'went-on-by-keys',
      says: 'Logins went from this machine to others with its keys or passwords',
      likelihood: { 'only-mined': 2, stayed: 4, spread: 60, took: 45, prepared: 1 },
      why: 'the other machines’ own records say so',
      forgeability: 'dear',
      ask: asks.others,
    },
    {
      id: 'script-uses-keys',
      says: 'A script reads SSH keys and known hosts in order to log in elsewhere',
      likelihood: { 'only-mined': 1, stayed: 5, spread: 55, took: 35, prepared: 12 },
      why: 'it is written to spread; whether it could depends on the keys it found',
      forgeability: 'moderate',
      ask: asks.others,
    },
    {
      id: 'secrets-read',
      says: 'Files with keys or passwords were read, or a script reads them',
      likelihood: { 'only-mined': 2, stayed: 6, spread: 25, took: 70, prepared: 8 },
      why: 'a miner needs none of them',
      forgeability: 'moderate',
      ask: asks.secrets,
    },
    {
      id: 'secrets-used',
      says: 'Keys or passwords of the machine were used from elsewhere',
      likelihood: { 'only-mined': 2, stayed: 3, spread: 20, took: 75, prepared: 1 },
      why: 'the service where they were used keeps the record; they may have leaked earlier',
      forgeability: 'dear',
      ask: asks.secrets,
    },
    {
      id: 'data-sent',
      says: 'The machine sent data to somebody other than the pool',
      likelihood: { 'only-mined': 5, stayed: 15, spread: 25, took: 65, prepared: 1 },
      why: 'backups and updates send, too: it must be to a stranger',
      forgeability: 'dear',
      ask: asks.secrets,
    },
    {
      id: 'stopped-rivals',
      says: 'It stops other miners or switches defences off',
      likelihood: { 'only-mined': 8, stayed: 55, spread: 50, took: 40, prepared: 15 },
      why: 'it wants the machine for itself, and for long',
      forgeability: 'moderate',
      ask: asks.defences,
    },
    {
      id: 'paths-exist',
      says: 'What it names was found on a machine',
      likelihood: { 'only-mined': 25, stayed: 60, spread: 50, took: 45, prepared: 3 },
      why: 'it was done, and not only prepared',
      forgeability: 'dear',
      ask: asks.paths,
    },
    {
      id: 'paths-absent',
      says: 'Nothing that it names is on the machine, and nothing was removed',
      likelihood: { 'only-mined': 40, stayed: 5, spread: 8, took: 12, prepared: 65 },
      why: 'what was never written did not stay; names can be chosen anew on each machine',
      forgeability: 'moderate',
      ask: asks.paths,
    },
  ],
});
