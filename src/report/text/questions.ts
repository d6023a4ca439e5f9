/** Which answers a reader needs: nobody asks how a miner got in where there is none. The JSON has all six. */
import type { Question } from '../../model/answer.ts';
import type { VerdictStage } from '../../model/report.ts';
import { rung } from '../words.ts';

export function questions(stage: VerdictStage): readonly Question[] {
  if (stage === 'none') return [];
  if (rung[stage] < rung.capability) return ['what'];
  return ['what', 'money', 'entry', 'reach', 'who', 'gone'];
}
