/**
 * What each kind of observation says. The vocabulary grows here, in review.
 * A value is taken, never guessed: what is not there is absent.
 */
import { z } from 'zod';
import {
  evidenceFileSchema,
  factSchema,
  incidentSchema,
  judgementSchema,
  nameResolutionSchema,
  networkStateSchema,
  overrideSchema,
  poolRecordSchema,
  priceSchema,
  tariffSchema,
} from './analyst-payloads.ts';
import {
  exploitAttemptSchema,
  logActionSchema,
  loginEventSchema,
  logSpanSchema,
  minerOutputSchema,
  processStartSchema,
} from './log-payloads.ts';
import {
  autostartSchema,
  badReleaseSchema,
  containerSchema,
  fileTraceSchema,
  machineSchema,
  machineSettingSchema,
  packageFileSchema,
  processSchema,
  secretAtHandSchema,
} from './machine-payloads.ts';
import {
  flowCadenceSchema,
  httpRequestSchema,
  nameLookupSchema,
  sensorAlertSchema,
  tlsHandshakeSchema,
} from './network-payloads.ts';
import {
  configWriteSchema,
  credentialAccessSchema,
  defenceOffSchema,
  hidingSchema,
  hostTuningSchema,
  persistenceSchema,
  rivalKillSchema,
  ruleMatchSchema,
  spreadSchema,
  traceWipeSchema,
} from './script-payloads.ts';

const port = z.number().int().min(1).max(65535);
const isoTime = z.iso.datetime();

/** A wallet address whose own check holds. A string that only looks like one is no observation. */
const walletSchema = z.strictObject({
  coin: z
    .string()
    .describe(
      'lower-case name: monero, bitcoin, bitcoin-cash, litecoin, dogecoin, zcash, ravencoin, ethereum, wownero, …',
    ),
  network: z.enum(['mainnet', 'testnet', 'stagenet', 'regtest']),
  type: z.string().describe('standard, integrated, subaddress, p2pkh, p2sh, bech32, bech32m, account, …'),
  address: z.string(),
  checksumValid: z.boolean().describe('false only where the form carries no check (an Ethereum address in one case)'),
  otherCoins: z
    .array(z.string())
    .optional()
    .describe('coins whose addresses have the same form, so that the coin is a guess among them'),
  base: z
    .string()
    .optional()
    .describe('the standard address with the same keys: folding joins the payment ids of one account holder'),
  paymentId: z
    .string()
    .regex(/^[0-9a-f]+$/)
    .optional(),
  known: z.enum(['donation', 'custodial', 'example']).optional(),
  knownWhy: z.string().optional().describe('why it is known, with its source'),
});
export type Wallet = z.infer<typeof walletSchema>;

/** One pool as configured. */
const poolSchema = z.strictObject({
  scheme: z.string().optional().describe('stratum+tcp, stratum+ssl, daemon+http, …'),
  host: z.string(),
  port: port.optional(),
  tls: z.boolean().optional(),
  login: z.string().optional().describe('the whole login, as written'),
  wallet: z.string().optional().describe('the checked address within the login'),
  paymentId: z.string().optional(),
  worker: z.string().optional(),
  email: z.string().optional(),
  difficulty: z.number().optional(),
  password: z.string().optional(),
  rigId: z.string().optional(),
  proxy: z.string().optional(),
});
export type Pool = z.infer<typeof poolSchema>;

/** What a miner is told to do. */
export const miningConfigSchema = z.strictObject({
  miner: z.string().optional().describe('xmrig, xmr-stak, cpuminer, …, only where the form or the text says so'),
  algorithm: z.string().optional(),
  coin: z.string().optional(),
  pools: z.array(poolSchema),
  donateLevel: z.number().optional().describe('percent'),
  threads: z.number().int().optional(),
  source: z.enum(['json', 'argv', 'script', 'binary', 'wire', 'page']),
  damaged: z.boolean().optional().describe('true where the text was broken and only parts could be taken'),
  within: z
    .string()
    .optional()
    .describe('what a command line stands in, by the name written there: a member (description), a call (os.system)'),
});
export type MiningConfig = z.infer<typeof miningConfigSchema>;

/** One conversation with a pool, as seen on the wire. */
export const stratumSessionSchema = z.strictObject({
  dialect: z.enum(['cryptonote', 'bitcoin', 'ethereum', 'zcash', 'getwork', 'getblocktemplate']),
  client: z.string().describe('address:port, IPv6 in brackets'),
  server: z.string().describe('address:port, IPv6 in brackets'),
  host: z.string().optional().describe('the name the client used, where the wire shows one (HTTP Host)'),
  login: z.string().optional(),
  worker: z.string().optional(),
  password: z.string().optional(),
  agent: z.string().optional(),
  algorithms: z.array(z.string()).optional(),
  jobs: z.number().int().nonnegative().describe('work handed out by the server'),
  submits: z.number().int().nonnegative().describe('shares sent by the client'),
  accepted: z.number().int().nonnegative(),
  rejected: z.number().int().nonnegative().optional(),
  hashes: z
    .number()
    .positive()
    .optional()
    .describe(
      'expected behind the accepted shares, by their targets: what was computed at least; absent where one is unknown (bitcoin dialect: as SHA-256d counts)',
    ),
  start: isoTime.optional(),
  end: isoTime.optional(),
  complete: z.boolean().describe('both directions seen from the first byte on'),
  transport: z.enum(['tcp', 'http', 'websocket']).optional(),
  through: z
    .array(z.enum(['socks4', 'socks5', 'http-connect']))
    .optional()
    .describe('tunnels it went through, outermost first: `server` is only the proxy then'),
  algorithm: z.string().optional().describe('what the jobs ask for'),
  coin: z
    .string()
    .optional()
    .describe('only where the wire says so: a wallet, a pool of one coin, an algorithm of one'),
  difficulty: z.number().positive().optional().describe('hashes a share takes on average, as set last'),
  speed: z
    .strictObject({
      low: z.number().nonnegative(),
      mid: z.number().nonnegative(),
      high: z.number().nonnegative(),
    })
    .optional()
    .describe('hashes a second, from the shares and what each takes; low and high: 95 %, the shares being Poisson'),
  accounts: z
    .array(z.strictObject({ login: z.string(), worker: z.string().optional(), password: z.string().optional() }))
    .optional()
    .describe('where more than one logged in on this connection: a proxy, or a miner that changes accounts'),
  workersSeen: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('different workers that sent shares, where the wire shows it'),
  keepalives: z.number().int().nonnegative().optional(),
  redirect: z.string().optional().describe('host:port that the pool told the miner to connect to instead'),
  error: z.string().optional().describe("the pool's own words where it refused the login"),
  donation: z.string().optional().describe("why it pays a miner's authors and not who set it up"),
  page: z.string().optional().describe('the page that opened the conversation, by its Origin'),
  siteKey: z.string().optional().describe('what a page logs in with at a browser pool'),
});
export type StratumSession = z.infer<typeof stratumSessionSchema>;

/** A peer-to-peer coin node talking to another: not pool mining. */
export const coinNodeSchema = z.strictObject({
  protocol: z.enum(['bitcoin', 'monero-levin', 'ethereum-rlpx']),
  client: z.string(),
  server: z.string(),
  network: z.string().optional(),
});
export type CoinNode = z.infer<typeof coinNodeSchema>;

/** Code that can mine: traits that stand together in one executable or script. */
const minerCodeSchema = z.strictObject({
  family: z
    .string()
    .describe('xmrig, xmr-stak, cpuminer, monerod, …; `unknown` where only the kind of code is certain'),
  version: z.string().optional().describe('as it is written beside the name'),
  traits: z.array(z.string()).min(1).describe('what was seen, in words'),
  form: z.enum(['executable', 'script', 'webassembly', 'javascript']),
  purpose: z.enum(['miner', 'node-that-can-mine', 'fetches-miner']),
});

/** Text that talks of mining. */
const miningTermSchema = z.strictObject({
  term: z.string(),
  category: z.enum(['pool', 'miner', 'protocol', 'script-miner', 'algorithm', 'wallet']),
});
export type MiningTerm = z.infer<typeof miningTermSchema>;

/** Something the building of a file left in it. All of it is easily forged unless it says otherwise. */
const buildTraceSchema = z.strictObject({
  trace: z.enum([
    'compile-time',
    'pdb-path',
    'build-path',
    'type-library-id',
    'mvid',
    'compiler',
    'file-path',
    'user-string',
    'version-info',
    'build-id',
    'rich-header',
    'signer',
    'entry-point',
    'go-build',
    'rust-build',
    'packer',
    'linking',
    'section',
  ]),
  text: z.string(),
  time: isoTime.optional().describe('for compile-time'),
  forgeable: z.string().describe('how it can be forged, and what would check it'),
});
export type BuildTrace = z.infer<typeof buildTraceSchema>;

/** A host name or address that the artifact names and why it matters here. */
const networkNameSchema = z.strictObject({
  name: z.string(),
  zone: z.string().optional().describe('top-level domain or netblock'),
  why: z.string(),
});

/** A thing fetched from elsewhere, as a script says it. */
const downloadSchema = z.strictObject({
  url: z.string(),
  tool: z.string().optional(),
  target: z.string().optional(),
  runs: z.boolean().optional().describe('the script also starts what it fetched'),
});

/** Every kind of observation and its schema. */
export const payloads = {
  wallet: walletSchema,
  'mining-config': miningConfigSchema,
  'stratum-session': stratumSessionSchema,
  'coin-node': coinNodeSchema,
  'miner-code': minerCodeSchema,
  'mining-term': miningTermSchema,
  'build-trace': buildTraceSchema,
  'network-name': networkNameSchema,
  download: downloadSchema,
  'evidence-file': evidenceFileSchema,
  fact: factSchema,
  'pool-record': poolRecordSchema,
  'name-resolution': nameResolutionSchema,
  incident: incidentSchema,
  price: priceSchema,
  'network-state': networkStateSchema,
  tariff: tariffSchema,
  judgement: judgementSchema,
  override: overrideSchema,
  persistence: persistenceSchema,
  'rival-kill': rivalKillSchema,
  'defence-off': defenceOffSchema,
  'trace-wipe': traceWipeSchema,
  spread: spreadSchema,
  'credential-access': credentialAccessSchema,
  hiding: hidingSchema,
  'config-write': configWriteSchema,
  'host-tuning': hostTuningSchema,
  'rule-match': ruleMatchSchema,
  'flow-cadence': flowCadenceSchema,
  'tls-handshake': tlsHandshakeSchema,
  'name-lookup': nameLookupSchema,
  'http-request': httpRequestSchema,
  'sensor-alert': sensorAlertSchema,
  'exploit-attempt': exploitAttemptSchema,
  'login-event': loginEventSchema,
  'process-start': processStartSchema,
  'log-action': logActionSchema,
  'miner-output': minerOutputSchema,
  'log-span': logSpanSchema,
  machine: machineSchema,
  process: processSchema,
  autostart: autostartSchema,
  'file-trace': fileTraceSchema,
  'package-file': packageFileSchema,
  'bad-release': badReleaseSchema,
  'machine-setting': machineSettingSchema,
  container: containerSchema,
  'secret-at-hand': secretAtHandSchema,
} as const;
