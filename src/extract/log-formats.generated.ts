// Written by `npm run generate`: do not edit.
import type { LogFormat } from '../model/log-units.ts';
import { accessLog } from './log/access-log.ts';
import { applicationLog } from './log/application-log.ts';
import { auditLog } from './log/audit-log.ts';
import { ciLog } from './log/ci-log.ts';
import { containerLog } from './log/container-log.ts';
import { dnsQueries } from './log/dns-queries.ts';
import { dockerDaemon } from './log/docker-daemon.ts';
import { errorLog } from './log/error-log.ts';
import { evtx } from './log/evtx.ts';
import { gatewayLog } from './log/gateway-log.ts';
import { iisLog } from './log/iis-log.ts';
import { journal } from './log/journal.ts';
import { jsonLog } from './log/json-log.ts';
import { jupyterLog } from './log/jupyter-log.ts';
import { kubernetesAudit } from './log/kubernetes-audit.ts';
import { loginRecords } from './log/login-records.ts';
import { minerLog } from './log/miner-log.ts';
import { npmLog } from './log/npm-log.ts';
import { packageLog } from './log/package-log.ts';
import { postgresqlLog } from './log/postgresql-log.ts';
import { powershellTranscript } from './log/powershell-transcript.ts';
import { shellHistory } from './log/shell-history.ts';
import { squidLog } from './log/squid-log.ts';
import { suricataLog } from './log/suricata-log.ts';
import { syslog } from './log/syslog.ts';
import { zeekJsonLog } from './log/zeek-json-log.ts';
import { zeekTsvLog } from './log/zeek-tsv-log.ts';

/** Every unit of this stage. */
export const logFormats: readonly LogFormat[] = [
  accessLog,
  applicationLog,
  auditLog,
  ciLog,
  containerLog,
  dnsQueries,
  dockerDaemon,
  errorLog,
  evtx,
  gatewayLog,
  iisLog,
  journal,
  jsonLog,
  jupyterLog,
  kubernetesAudit,
  loginRecords,
  minerLog,
  npmLog,
  packageLog,
  postgresqlLog,
  powershellTranscript,
  shellHistory,
  squidLog,
  suricataLog,
  syslog,
  zeekJsonLog,
  zeekTsvLog,
];
