/**
 * The table behind “Is it mining?”. The ladder gives the verdict, by what was found; this weighs what that amounts to, as
 * a copy of a miner's configuration in an archive is no miner at work. The figures are ours: estimates with reasons.
 */
import { defineTable, type QuestionTable } from '../../model/question-table.ts';
import { files } from '../what/files.ts';
import { machine } from '../what/machine.ts';
import type { WhatReading } from '../what/reading.ts';
import { traffic } from '../what/traffic.ts';

export const whatTable: QuestionTable<WhatReading> = defineTable<WhatReading>({
  readings: {
    works: {
      label: 'a miner at work',
      prior: 12,
      why: 'most of what is searched is files, and files seldom come from a machine that mines',
    },
    set: {
      label: 'a miner that is set up, and was not seen at work',
      prior: 14,
      why: 'what is set up mostly runs too, but on another machine or at another time than is seen here',
    },
    kept: {
      label: 'a copy that is kept (for study, defence or use) and not set up here',
      prior: 14,
      why: 'samples, tools and packages of miners are common among those who look for miners',
    },
    talk: {
      label: 'text that only talks of mining',
      prior: 22,
      why: 'rules, lists, logs and articles are what words of mining mostly stand in',
    },
    nothing: {
      label: 'no mining at all, something that only looks like it',
      prior: 8,
      why: 'coins are held, moved and checked without mining; words and numbers coincide',
    },
  },
  unknown: 30,
  indicators: [...traffic, ...files, ...machine],
});
