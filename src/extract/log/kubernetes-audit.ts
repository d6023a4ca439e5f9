/**
 * The audit log of a Kubernetes API server. Source: codec/kubernetes-audit.
 * Does not see: requests that the policy left out; what a container does.
 */
import { readKubernetesAudit } from '../../codec/kubernetes-audit/event.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { jsonReading } from './json-reading.ts';
import { LineLog } from './line-log.ts';

export const kubernetesAudit: LogFormat = defineLogFormat({
  id: 'kubernetes-audit',
  title: 'Audit logs of Kubernetes',
  sources: [{ product: 'kubernetes', category: 'application', service: 'audit' }],
  accepts: (head) => head[0] === 0x7b && head[1] === 0x22 && isAudit(utf8.decode(head.subarray(0, 512))),
  open: (beginning) =>
    new LineLog({ id: 'kubernetes-audit', tells: ['containers'] }, jsonReading(readKubernetesAudit), beginning),
});

const utf8 = new TextDecoder();

/** Its keys stand in the same order everywhere; other writers may turn them. An `EventList` is no log. */
function isAudit(text: string): boolean {
  return text.includes('"audit.k8s.io/v1') && /"kind":\s?"Event"/.test(text);
}
