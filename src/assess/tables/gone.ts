/**
 * Is it gone? Four states of the machine, each of which excludes the others. Whether the question applies at all is
 * settled before (gone/applies.ts).
 * The priors and likelihoods are judgements of ours, for anyone to overrule. All that files and traffic show is past:
 * only the machine shows what runs now, and, against an earlier report of it, what came of it.
 */
import { defineTable, type QuestionTable } from '../../model/question-table.ts';
import * as checks from '../gone/checks.ts';
import * as again from '../gone/machine-sights.ts';
import * as seen from '../gone/sights.ts';
import * as host from '../reach/machine-sights.ts';
import { mined, scriptSetsStart, startsAgain } from '../reach/sights.ts';

export type GoneReading = 'running' | 'dormant' | 'was-here' | 'never-here';

export const goneTable: QuestionTable<GoneReading> = defineTable<GoneReading>({
  readings: {
    running: {
      label: 'it runs',
      prior: 22,
      why: 'whoever asks mostly has a machine that is hot',
    },
    dormant: {
      label: 'it is set up there and does not run just now',
      prior: 18,
      why: 'miners pause, wait for an hour, or for a server that answers',
    },
    'was-here': {
      label: 'it ran and was stopped',
      prior: 15,
      why: 'something was done already, or its server went away',
    },
    'never-here': {
      label: 'it never ran on this machine',
      prior: 15,
      why: 'a download, a sample or a copy that nobody started',
    },
  },
  unknown: 30,
  indicators: [
    {
      id: 'mined',
      says: 'Traffic shows the machine mining',
      likelihood: { running: 55, dormant: 20, 'was-here': 45, 'never-here': 1 },
      why: 'it ran then; the traffic ends where the recording does, and says nothing of now',
      forgeability: 'dear',
      sees: mined,
    },
    {
      id: 'process-mines',
      says: 'A process of the machine mines',
      likelihood: { running: 90, dormant: 3, 'was-here': 2, 'never-here': 1 },
      why: 'it was seen at work; between that and this sentence it may have ended',
      forgeability: 'dear',
      sees: host.minersAtWork,
    },
    {
      id: 'start-entry-found',
      says: 'On the machine something starts it again',
      likelihood: { running: 60, dormant: 75, 'was-here': 8, 'never-here': 2 },
      why: 'a restart, a login or the next hour brings it back',
      forgeability: 'dear',
      sees: host.startEntries,
    },
    {
      id: 'files-found',
      says: 'Its files stand on the machine',
      likelihood: { running: 55, dormant: 60, 'was-here': 35, 'never-here': 25 },
      why: 'they were put there; whether they were ever started, files alone do not show',
      forgeability: 'moderate',
      sees: host.filesFound,
    },
    {
      id: 'process-ended',
      says: 'What mined runs no more, by the same check',
      likelihood: { running: 6, dormant: 50, 'was-here': 80, 'never-here': 1 },
      why: 'seen at work then and not now; it may pause, or hide better',
      forgeability: 'moderate',
      sees: again.processEnded,
    },
    {
      id: 'logged-command',
      says: 'A log or a list of processes shows its command',
      likelihood: { running: 50, dormant: 25, 'was-here': 50, 'never-here': 4 },
      why: 'it was started, at least then',
      forgeability: 'moderate',
      sees: (evidence) => [...seen.loggedCommand(evidence), ...host.minersAtRest(evidence)],
    },
    {
      id: 'starts-again',
      says: 'It stands where the system starts things by itself',
      likelihood: { running: 55, dormant: 55, 'was-here': 20, 'never-here': 6 },
      why: 'as long as that entry is there, a restart brings it back',
      forgeability: 'moderate',
      sees: startsAgain,
      ask: checks.starting,
    },
    {
      id: 'script-sets-start',
      says: 'A script is written to stay on the machine',
      likelihood: { running: 35, dormant: 35, 'was-here': 25, 'never-here': 25 },
      why: 'where it ran, a restart brings the miner back; whether it ran is not shown',
      forgeability: 'moderate',
      sees: scriptSetsStart,
    },
    {
      id: 'stands-where-programs-live',
      says: 'It stands where programs live on a machine',
      likelihood: { running: 45, dormant: 50, 'was-here': 25, 'never-here': 10 },
      why: 'samples are kept elsewhere; whoever cleans removes it from there',
      forgeability: 'moderate',
      sees: seen.standsWhereProgramsLive,
      ask: checks.scan,
    },
    {
      id: 'files-gone',
      says: 'A scan of the places that it used finds nothing',
      likelihood: { running: 12, dormant: 5, 'was-here': 65, 'never-here': 70 },
      why: 'a running miner can have deleted its own file, and there are other places',
      forgeability: 'moderate',
      sees: again.filesGone,
      ask: checks.scan,
    },
    {
      id: 'connected',
      says: 'The machine holds a connection to the pool',
      likelihood: { running: 80, dormant: 5, 'was-here': 2, 'never-here': 1 },
      why: 'a miner without a pool earns nothing, and nothing else talks to one',
      forgeability: 'dear',
      sees: host.poolConnections,
      ask: checks.connections,
    },
    {
      id: 'not-connected',
      says: 'For a day the machine held no connection to the pool',
      likelihood: { running: 12, dormant: 75, 'was-here': 85, 'never-here': 90 },
      why: 'it may have changed its pool or go through a proxy',
      forgeability: 'moderate',
      ask: checks.connections,
    },
    {
      id: 'busy',
      says: 'Something keeps the processor busy that nobody knows',
      likelihood: { running: 75, dormant: 12, 'was-here': 12, 'never-here': 12 },
      why: 'what a miner is for; updates and searches do it, too, for an hour',
      forgeability: 'dear',
      sees: host.busyMiners,
      ask: checks.processor,
    },
    {
      id: 'idle',
      says: 'The processor is idle for a day, seen from outside the machine',
      likelihood: { running: 6, dormant: 75, 'was-here': 80, 'never-here': 80 },
      why: 'some miners take little, or stop while someone looks',
      forgeability: 'moderate',
      ask: checks.processor,
    },
    {
      id: 'nothing-starts-it',
      says: 'All that starts by itself was looked through, and nothing of it is there',
      likelihood: { running: 20, dormant: 6, 'was-here': 65, 'never-here': 75 },
      why: 'without such an entry a restart ends it, if none was missed',
      forgeability: 'moderate',
      sees: again.nothingStartsIt,
      ask: checks.starting,
    },
    {
      id: 'clean-after-restart',
      says: 'After cleaning, a restart and a day, all checks find nothing',
      likelihood: { running: 4, dormant: 10, 'was-here': 75, 'never-here': 60 },
      why: 'what survives a restart shows within a day, as a rule',
      forgeability: 'moderate',
      ask: checks.afterCleaning,
    },
    {
      id: 'came-back',
      says: 'It came back after it was stopped',
      likelihood: { running: 75, dormant: 25, 'was-here': 2, 'never-here': 1 },
      why: 'something starts it, or its way in is still open',
      forgeability: 'dear',
      sees: again.cameBack,
      ask: checks.afterCleaning,
    },
    {
      id: 'never-started',
      says: 'Records of what was started on the machine are whole and do not show it',
      likelihood: { running: 3, dormant: 15, 'was-here': 5, 'never-here': 75 },
      why: 'process records (auditd, Sysmon, an EDR) from before the file came; few machines keep them',
      forgeability: 'moderate',
      ask: 'Read the records of what was started, if they are kept: auditd or `journalctl` on Linux, events 4688 and Sysmon 1 on Windows, the audit log of a cluster.',
    },
  ],
});
