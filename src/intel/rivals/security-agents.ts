/**
 * Programs that watch over a machine for somebody, by the names under which scripts stop or remove them.
 * Left out: names that are words of other things, too (`sentinel`, `falcon`).
 */
import type { Provenance } from '../provenance.ts';

interface SecurityAgent extends Provenance {
  /** What is switched off, in words. */
  readonly what: string;
  /** Lower case. */
  readonly names: readonly string[];
}

const vendors: Provenance = {
  source: "the makers' own instructions for installing and removing their agents",
  asOf: '2026-11-23',
};

export const securityAgents: readonly SecurityAgent[] = [
  {
    what: 'Alibaba Cloud’s security agent',
    names: [
      'aegis',
      'aliyundun',
      'aliyun-service',
      'aliyun.service',
      'cloudmonitor',
      'quartz_uninstall',
      'assist_daemon',
    ],
    ...vendors,
  },
  {
    what: 'Tencent Cloud’s security agent',
    names: [
      'qcloud/stargate',
      'qcloud/yunjing',
      'qcloud/monitor',
      'yunjing',
      'ydservice',
      'ydlive',
      'barad_agent',
      'tat_agent',
    ],
    ...vendors,
  },
  { what: 'Baidu Cloud’s security agent', names: ['bcm-agent', 'hosteye'], ...vendors },
  { what: 'CrowdStrike’s agent', names: ['falcon-sensor', 'csfalcon'], ...vendors },
  { what: 'SentinelOne’s agent', names: ['sentinelagent', 'sentinelctl', 'sentinelone'], ...vendors },
  { what: 'ClamAV', names: ['clamav', 'freshclam', 'clamd'], ...vendors },
  { what: 'osquery', names: ['osqueryd'], ...vendors },
  { what: 'Wazuh’s or OSSEC’s agent', names: ['wazuh-agent', 'ossec-control'], ...vendors },
  { what: 'Falco', names: ['falco.service', 'falco-modern'], ...vendors },
];
