// Written by `npm run generate`: do not edit.
import type { SweepExtractor } from '../model/units.ts';
import { kubernetesDump } from './cluster/kubernetes-dump.ts';
import { cef } from './sensor/cef.ts';
import { dnsLog } from './sensor/dns-log.ts';
import { netflow } from './sensor/netflow.ts';
import { proxyLog } from './sensor/proxy-log.ts';
import { suricataEve } from './sensor/suricata-eve.ts';
import { zeekJson } from './sensor/zeek-json.ts';
import { zeekTsv } from './sensor/zeek-tsv.ts';

/** Every unit of this stage. */
export const sweeps: readonly SweepExtractor[] = [
  kubernetesDump,
  cef,
  dnsLog,
  netflow,
  proxyLog,
  suricataEve,
  zeekJson,
  zeekTsv,
];
