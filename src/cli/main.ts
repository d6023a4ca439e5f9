#!/usr/bin/env node
/** The door that `davylamp` is. Imports next to nothing, so that a short answer comes at once. */
import { commandLine } from '../engine/node/arguments.ts';
import { run } from './run.ts';
import { terminalDoor } from './terminal.ts';

const door = terminalDoor();
process.exitCode = await run(commandLine(process.argv), door);
