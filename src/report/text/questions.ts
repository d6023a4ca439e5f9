/**
 * Which answers a reader needs: nobody asks how a miner got in where there is none, unless an earlier report of the machine
 * was checked again. The JSON has all six.
 */
import type { Question } from '../../model/answer.ts';
import type { VerdictStage } from '../../model/report.ts';
import { rung } from '../words.ts';

export function questions(stage: VerdictStage, isChecked: boolean = false): readonly Question[] {
  const gone: readonly Question[] = isChecked ? ['gone'] : [];
  if (stage === 'none') return gone;
  if (rung[stage] < rung.capability) return ['what', ...gone];
  return ['what', 'money', 'entry', 'reach', 'who', 'gone'];
}
