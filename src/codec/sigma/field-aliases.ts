/**
 * Where an event keeps what a rule asks for by another name. A field that the event has is always taken as it is.
 * Sources: Sigma taxonomy appendix, "Fields"; Microsoft, events 4657, 4688 and 5156; W3C extended log file format.
 */
import type { LogEvent, LogValue } from '../../model/log-event.ts';

type Fields = LogEvent['fields'];
/** Another name, several of which the first one that is there is taken, or how to make it from what is there. */
type Alias = readonly string[] | ((fields: Fields) => LogValue | undefined);
type Aliases = Readonly<Record<string, Alias>>;

export interface FieldAliases {
  readonly byName: Aliases;
  /** The log's own names have spaces, which Sigma leaves out: `Threat Name` is `ThreatName`. */
  readonly spaced: boolean;
}

export function fieldAliases(place: string, id: string, categories: ReadonlySet<string>): FieldAliases {
  const byName = {
    ...(place.startsWith('windows/') ? windows : {}),
    ...(place.startsWith('suricata/') ? suricata : {}),
    ...(categories.has('webserver') || categories.has('proxy') ? web : {}),
    ...(categories.has('antivirus') ? antivirus : {}),
    // What one log calls it comes before what logs of its kind do.
    ...(byPlace[place] ?? {}),
    ...(byPlace[`${place}/${id}`] ?? {}),
  };
  return { byName, spaced: place === 'windows/windefend' };
}

/** What the event holds by that name, or by another one that means the same. */
export function readField(fields: Fields, name: string, { byName, spaced }: FieldAliases): LogValue | undefined {
  const value = fields[name];
  if (value !== undefined) return isLogValue(value) ? value : undefined;
  const alias = Object.hasOwn(byName, name) ? byName[name] : undefined;
  if (typeof alias === 'function') return alias(fields);
  for (const other of alias ?? []) if (fields[other] !== undefined) return fields[other];
  if (!spaced) return undefined;
  const own = Object.keys(fields).find((key) => key.includes(' ') && key.replaceAll(' ', '') === name);
  return own === undefined ? undefined : fields[own];
}

/** A rule may ask for `constructor`: what every object inherits is no field. */
function isLogValue(value: unknown): boolean {
  return typeof value !== 'function' && (typeof value !== 'object' || value === null || Array.isArray(value));
}

function text(value: LogValue | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Attributes in the event's header: Sigma links element and attribute with `_`. */
const windows: Aliases = {
  Execution_ProcessID: ['ExecutionProcessID'],
  Execution_ThreadID: ['ExecutionThreadID'],
  Provider_Name: ['ProviderName', 'Provider'],
  Security_UserID: ['UserID'],
  EventLog: ['Channel'],
  ComputerName: ['Computer'],
};

/** Source: Microsoft, "Mandatory Integrity Control", the label's last number. */
const integrityLevels: ReadonlyMap<string, string> = new Map([
  ['S-1-16-4096', 'Low'],
  ['S-1-16-8192', 'Medium'],
  ['S-1-16-8448', 'Medium'],
  ['S-1-16-12288', 'High'],
  ['S-1-16-16384', 'System'],
]);

/** Sysmon writes all hashes into one field: `SHA1=…,MD5=…,IMPHASH=…`. */
function hashOf(name: string): (fields: Fields) => string | undefined {
  return (fields) => {
    const hashes = text(fields['Hashes'])?.split(',');
    return hashes?.find((hash) => hash.toUpperCase().startsWith(`${name}=`))?.slice(name.length + 1);
  };
}

const sysmonHashes: Aliases = {
  imphash: hashOf('IMPHASH'),
  Imphash: hashOf('IMPHASH'),
  md5: hashOf('MD5'),
  sha1: hashOf('SHA1'),
  sha256: hashOf('SHA256'),
};

const hives: readonly (readonly [kernel: string, short: string])[] = [
  ['\\REGISTRY\\MACHINE', 'HKLM'],
  ['\\REGISTRY\\USER', 'HKU'],
];

/** A key by the kernel's name, as Sysmon writes it. */
function registryPath(fields: Fields): string | undefined {
  const key = text(fields['ObjectName']);
  if (key === undefined) return undefined;
  const [kernel = '', short = ''] = hives.find(([name]) => key.toUpperCase().startsWith(name)) ?? [];
  const value = text(fields['ObjectValueName']);
  return `${short}${key.slice(kernel.length)}${value === undefined ? '' : `\\${value}`}`;
}

/** auditd writes each argument as a field of its own. */
function auditdCommand(fields: Fields): string | undefined {
  const words: string[] = [];
  for (let i = 0; i < 1024; i++) {
    const word = text(fields[`a${i}`]);
    if (word === undefined) break;
    words.push(word);
  }
  return words.length === 0 ? undefined : words.join(' ');
}

const byPlace: Readonly<Record<string, Aliases>> = {
  'windows/security/4688': {
    Image: ['NewProcessName'],
    ParentImage: ['ParentProcessName'],
    User: ['SubjectUserName'],
    LogonId: ['SubjectLogonId'],
    IntegrityLevel: (fields) => integrityLevels.get(text(fields['MandatoryLabel']) ?? ''),
  },
  'windows/security/4689': { Image: ['ProcessName'], User: ['SubjectUserName'], LogonId: ['SubjectLogonId'] },
  'windows/security/4657': {
    Image: ['ProcessName'],
    User: ['SubjectUserName'],
    Details: ['NewValue'],
    TargetObject: registryPath,
  },
  'windows/security/5156': {
    Image: ['Application'],
    SourceIp: ['SourceAddress'],
    DestinationIp: ['DestAddress'],
    DestinationPort: ['DestPort'],
    // %%14593 is outbound, %%14592 inbound.
    Initiated: (fields) => text(fields['Direction'])?.includes('14593'),
  },
  'windows/sysmon': sysmonHashes,
  'linux/sysmon': sysmonHashes,
  'windows/sysmon/22': { query: ['QueryName'], answer: ['QueryResults'], answers: ['QueryResults'] },
  'linux/auditd/EXECVE': { CommandLine: auditdCommand, Image: ['exe', 'a0'] },
  'linux/auditd/execve': { CommandLine: auditdCommand, Image: ['exe', 'a0'] },
  'zeek/dns': { answer: ['answers'], record_type: ['qtype_name'] },
  'zeek/http': {
    'c-uri': ['uri'],
    'cs-uri': ['uri'],
    'cs-uri-query': ['uri'],
    'cs-uri-stem': ['uri'],
    'c-useragent': ['user_agent'],
    'cs-user-agent': ['user_agent'],
    'cs-host': ['host'],
    'r-dns': ['host'],
    'cs-method': ['method'],
    'cs-referer': ['referrer'],
    'cs-referrer': ['referrer'],
    'sc-status': ['status_code'],
    'c-ip': ['id.orig_h'],
    src_ip: ['id.orig_h'],
    dst_ip: ['id.resp_h'],
  },
  'suricata/dns': {
    // A list since Suricata 8.
    query: ['dns.rrname', 'dns.queries.rrname'],
    record_type: ['dns.rrtype', 'dns.queries.rrtype'],
    answer: ['dns.answers.rdata'],
    answers: ['dns.answers.rdata'],
  },
  'suricata/http': {
    'c-uri': ['http.url'],
    'cs-uri': ['http.url'],
    'cs-uri-query': ['http.url'],
    'cs-uri-stem': ['http.url'],
    'c-useragent': ['http.http_user_agent'],
    'cs-user-agent': ['http.http_user_agent'],
    'cs-host': ['http.hostname'],
    'r-dns': ['http.hostname'],
    'cs-method': ['http.http_method'],
    'cs-referer': ['http.http_refer'],
    'cs-referrer': ['http.http_refer'],
    'cs-version': ['http.protocol'],
    'sc-status': ['http.status'],
    'c-ip': ['src_ip'],
  },
  'zeek/conn': { src_ip: ['id.orig_h'], src_port: ['id.orig_p'], dst_ip: ['id.resp_h'], dst_port: ['id.resp_p'] },
};

const suricata: Aliases = { dst_ip: ['dest_ip'], dst_port: ['dest_port'] };

function wholeUri(fields: Fields): string | undefined {
  const stem = text(fields['cs-uri-stem']);
  const query = text(fields['cs-uri-query']);
  if (stem === undefined) return undefined;
  return query === undefined || query === '-' || query === '' ? stem : `${stem}?${query}`;
}

/** Web servers and proxies name the same things by two sets of names, and IIS puts headers in brackets. */
const web: Aliases = {
  'c-uri': (fields) => fields['cs-uri'] ?? wholeUri(fields),
  'cs-uri': (fields) => fields['c-uri'] ?? wholeUri(fields),
  'c-uri-stem': ['cs-uri-stem'],
  'c-uri-query': ['cs-uri-query'],
  'c-useragent': ['cs-user-agent', 'cs(User-Agent)'],
  'cs-user-agent': ['cs(User-Agent)', 'c-useragent'],
  'cs-cookie': ['cs(Cookie)'],
  'cs-host': ['cs(Host)', 'r-dns'],
  'r-dns': ['cs-host', 'cs(Host)'],
  'cs-referer': ['cs(Referer)', 'cs-referrer'],
  'cs-referrer': ['cs-referer', 'cs(Referer)'],
  src_ip: ['c-ip'],
  dst_ip: ['s-ip'],
};

/** Microsoft Defender's names. */
const antivirus: Aliases = {
  Signature: ['Threat Name'],
  Filename: ['Path'],
  Action: ['Action Name'],
};
