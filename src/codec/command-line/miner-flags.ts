/**
 * The flags by which miners are told their pool and account, one set a family.
 * Sources: XMRig 6 docs (command line), xmr-stak's cli-miner help, cpuminer, ccminer, cgminer READMEs, and the published
 * help texts of T-Rex, lolMiner, GMiner, NBMiner, SRBMiner-MULTI, PhoenixMiner, TeamRedMiner, ethminer, miniZ, BzMiner.
 */

/** What a flag sets. */
export type Setting =
  | 'pool'
  | 'tls-pool'
  | 'port'
  | 'login'
  | 'password'
  | 'login-and-password'
  | 'worker'
  | 'rig-id'
  | 'algorithm'
  | 'coin'
  | 'donate'
  | 'threads'
  | 'proxy'
  | 'tls'
  | 'hint';

export interface FlagSet {
  /** Name as reported. */
  readonly miner: string;
  /** Names of the program, lower case, without `.exe`. */
  readonly programs: readonly string[];
  readonly flags: ReadonlyMap<string, Setting>;
  /** A digit after a flag says which pool it is about: `-pool2`, `-u1`. */
  readonly numbered: boolean;
}

type Flags = Partial<Record<Setting, string>>;

const numbered: ReadonlySet<string> = new Set(['phoenixminer', 'nbminer']);

function flagSet(miner: string, programs: string, flags: Flags): FlagSet {
  const entries = Object.entries(flags) as [Setting, string][]; // Object.entries forgets the keys' type
  const pairs = entries.flatMap(([setting, names]) => names.split(' ').map((name) => [name, setting] as const));
  return { miner, programs: programs.split(' '), flags: new Map(pairs), numbered: numbered.has(miner) };
}

/** `-o -u -p -a`, which most command lines share; a hint is a flag that no other kind of program has. */
const common: Flags = {
  pool: '-o --url',
  login: '-u --user',
  password: '-p --pass --password',
  algorithm: '-a --algo',
  'login-and-password': '-O --userpass',
  proxy: '-x --proxy',
};

const flagSets: readonly FlagSet[] = [
  flagSet('xmrig', 'xmrig xmrig-notls xmrig-mo xmrigd xmrigdaemon xmrig-amd xmrig-nvidia xmrig-cuda xmrig-proxy', {
    ...common,
    coin: '--coin',
    'rig-id': '--rig-id',
    donate: '--donate-level',
    threads: '-t --threads',
    tls: '--tls',
    proxy: '-x --proxy --socks5',
    hint:
      '--nicehash --tls-fingerprint --cpu-max-threads-hint --max-cpu-usage --cpu-priority --cpu-affinity --av ' +
      '--randomx-init --randomx-mode --randomx-1gb-pages --randomx-wrmsr --randomx-no-rdmsr --randomx-no-numa ' +
      '--randomx-cache-qos --huge-pages-jit --self-select --donate-over-proxy --no-huge-pages --asm --safe ' +
      '--cuda-launch --opencl-devices --daemon-poll-interval --pause-on-active --print-time --http-access-token',
  }),
  flagSet('xmr-stak', 'xmr-stak xmr-stak-cpu xmr-stak-rx xmr-stak-amd xmr-stak-nvidia', {
    ...common,
    'login-and-password': '--userpass',
    'tls-pool': '-O --tlsurl',
    'rig-id': '-r --rigid',
    coin: '--currency',
    hint: '--noCPU --noAMD --noNVIDIA --poolconf --use-nicehash --noUAC',
  }),
  flagSet('lolminer', 'lolminer', {
    pool: '-p --pool',
    port: '--port',
    login: '-u --user',
    password: '--pass',
    worker: '--worker',
    algorithm: '-a --algo',
    coin: '-c --coin',
    tls: '--tls',
    hint: '--ethstratum --apiport --dualmode',
  }),
  flagSet('gminer', 'gminer', {
    pool: '-s --server',
    port: '-n --port',
    login: '-u --user',
    password: '-p --pass',
    worker: '--worker',
    algorithm: '-a --algo',
    coin: '--coin',
    tls: '--ssl',
    proxy: '--proxy',
    hint: '--pers --proto --pec --dag_mode',
  }),
  flagSet('srbminer-multi', 'srbminer-multi srbminer srbminer-cn', {
    pool: '-o --pool --cpool',
    login: '-u --wallet --cwallet',
    password: '-p --password --cpassword',
    worker: '--worker',
    algorithm: '-a --algorithm --ccryptonighttype',
    tls: '--tls --ctls',
    threads: '--cpu-threads',
    proxy: '--proxy',
    hint: '--esm --disable-gpu --disable-cpu --gpu-boost --cpu-priority --cpu-affinity',
  }),
  flagSet('phoenixminer', 'phoenixminer ethdcrminer64 claymore nsgpucnminer zecminer64', {
    pool: '-pool -epool -xpool -zpool -dpool',
    login: '-wal -ewal -xwal -zwal -dwal',
    password: '-pass -epsw -xpsw -zpsw -dpsw',
    worker: '-worker -eworker',
    coin: '-coin',
    algorithm: '-algo',
    hint: '-proto -esm -allpools -allcoins -amd -nvidia',
  }),
  flagSet('cpuminer', 'cpuminer minerd cpuminer-opt cpuminer-multi cpuminer-sse2 cpuminer-avx2 cpuminer-ryzen', {
    ...common,
    threads: '-t --threads',
    login: '-u --user --coinbase-addr',
    hint: '--coinbase-sig --scantime --no-longpoll --no-gbt --no-stratum --no-getwork',
  }),
  flagSet('ccminer', 'ccminer ccminer-x64', { ...common, hint: '--intensity --launch-config' }),
  flagSet('t-rex', 't-rex trex', {
    ...common,
    worker: '-w --worker',
    coin: '--coin',
    hint: '--lhr-tune --dag-build-mode',
  }),
  flagSet('nbminer', 'nbminer', { ...common, hint: '--enable-dag-cache' }),
  flagSet('teamredminer', 'teamredminer trm', { ...common, hint: '--eth_config --cn_config --eth_stratum_mode' }),
  flagSet('cgminer', 'cgminer bfgminer sgminer', {
    ...common,
    algorithm: '-a --algorithm -k --kernel',
    proxy: '-x --socks-proxy',
    hint: '--api-listen --gpu-engine --scrypt --intensity --expiry',
  }),
  flagSet('ethminer', 'ethminer nsfminer kawpowminer progpowminer', {
    pool: '-P --pool',
    hint: '--farm-recheck --cuda-parallel-hash --cl-local-work -G',
  }),
  flagSet('nheqminer', 'nheqminer', { pool: '-l', login: '-u', password: '-p', threads: '-t' }),
  flagSet('miniz', 'miniz', {
    pool: '--url --server',
    port: '--port',
    login: '-u --user',
    password: '-p --pass',
    algorithm: '--par -a',
    hint: '--pers --ocX --gpu-line',
  }),
  flagSet('bzminer', 'bzminer', {
    pool: '-p',
    login: '-w',
    worker: '-r',
    password: '--pool_password',
    algorithm: '-a',
    hint: '--nc --lhr_exception_reboot',
  }),
  flagSet('rigel', 'rigel', { ...common, worker: '-w --worker', coin: '--coin' }),
  flagSet('wildrig', 'wildrig wildrig-multi', {
    ...common,
    worker: '-w --worker',
    hint: '--opencl-threads --print-full',
  }),
];

/** Tried in this order where no program's name decides; the others' flags are XMRig's in the main. */
export const setsWithoutName: readonly FlagSet[] = flagSets.filter((set) =>
  [
    'xmrig',
    'xmr-stak',
    'lolminer',
    'gminer',
    'srbminer-multi',
    'phoenixminer',
    'ethminer',
    'miniz',
    'bzminer',
  ].includes(set.miner),
);

/** The set whose program this word names: `/opt/xmrig-6.21.0/xmrig`, `C:\x\NBMiner.exe`, `metal3d/xmrig:latest`. */
export function setNamedBy(word: string): FlagSet | undefined {
  const name = (/[^/\\=]*$/.exec(word.slice(-256))?.[0] ?? '').toLowerCase();
  const program = name
    .replace(/:[\w.-]+$/, '')
    .replace(/\.exe$/, '')
    .replace(/[-_]v?\d[\w.]*$/, '');
  return program === '' ? undefined : byProgram.get(program);
}

const byProgram: ReadonlyMap<string, FlagSet> = new Map(
  flagSets.flatMap((set) => set.programs.map((program) => [program, set] as const)),
);

/** A flag after which a value stands that anybody may choose. */
export function isValueFlag(text: string): boolean {
  return /^--?(?:u|user|p|pass|password|w|worker|wal|wallet|rig-id|rigid|r|n|name|coin|a|algo)$/.test(text);
}

/** Names of algorithms, which say that a command mines. */
export function isAlgorithm(text: string): boolean {
  return /^(?:rx(?:\/\w+)?|cn(?:-lite|-heavy|-pico)?\/\w+|cryptonight[\w/-]*|randomx\w*|random(?:arq|wow|sfx|xeq)|argon2\/\w+|panthera|gr|ghostrider|kawpow|progpow\w*|ethash|etchash|autolykos2?|octopus|equihash[\w/]*|beamhash\w*|cuck(?:oo|atoo|aroo)\w*|kheavyhash|scrypt|sha256d|x1[1367]\w*|x2[125]\w*|lyra2\w*|yespower\w*|yescrypt\w*|verushash|verus|firopow|zelhash|lbry|neoscrypt|groestl|quark|qubit|hmq1725|keccak|blake2s|nist5|m7m|astrobwt\w*|dynexsolve|nexapow|ironfish|karlsenhash|pyrinhash|zil|monero|upx)$/i.test(
    text,
  );
}
