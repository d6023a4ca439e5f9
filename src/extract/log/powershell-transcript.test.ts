import { testLogFormat } from '../../../tests/log-format.ts';
import { fixture } from './powershell-transcript.fixture.ts';
import { powershellTranscript } from './powershell-transcript.ts';

testLogFormat(powershellTranscript, fixture);
