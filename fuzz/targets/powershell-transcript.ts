/** Transcripts of PowerShell: nothing throws, loops end, and what is read lies in the log. */
import { fixture } from '../../src/extract/log/powershell-transcript.fixture.ts';
import { powershellTranscript } from '../../src/extract/log/powershell-transcript.ts';
import { logTarget } from '../log.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = logTarget('powershell-transcript', powershellTranscript, fixture);
