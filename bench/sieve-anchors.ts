/** Three hundred literals such as units declare: field names, flags, schemes, algorithms, miners, pools. */
const text = `
stratum+tcp:// stratum+ssl:// stratum+tls:// stratum2+tcp:// daemon+http:// daemon+https:// stratum1+tcp:// stratum1+ssl://
stratum+udp:// ethproxy+tcp:// mining.subscribe mining.authorize mining.configure mining.extranonce.subscribe mining.notify
mining.set_target mining.set_difficulty mining.submit mining.set_extranonce mining.suggest_difficulty mining.ping
client.reconnect client.get_version client.show_message eth_submitLogin eth_getWork eth_submitWork eth_submitHashrate
getblocktemplate submitblock "job_id" "seed_hash" "nicehash" "rig-id" "rigid" "keepalived" "target": "blob": "height":
"algo": "donate-level" "donate-over-proxy" "randomx" "huge-pages" "huge-pages-jit" "cpu-affinity" "max-threads-hint"
"self-select" "submit-to-origin" "daemon-poll-interval" "tls-fingerprint" "print-time" "health-print-time" "retry-pause"
"user-agent" "pause-on-battery" "pause-on-active" "spend-secret-key" "asm": "argon2-impl" "yield": "hw-aes" "memory-pool"
"pool_address" "wallet_address" "pool_password" "use_nicehash" "use_tls" "pool_weight" "pool_list" "currency" "rig_id"
--donate-level --donate-over-proxy --cpu-affinity --cpu-priority --cpu-max-threads-hint --max-cpu-usage --randomx-init
--randomx-mode --randomx-1gb-pages --randomx-wrmsr --randomx-no-rdmsr --randomx-no-numa --randomx-cache-qos --nicehash
--rig-id --tls-fingerprint --self-select --http-access-token --pause-on-active --pause-on-battery --algorithm --wallet
--worker --server --gpu-threads --intensity --opencl-platform --cuda-bfactor --cuda-devices --coin=monero --coin=XMR
-o stratum -o pool. --url=stratum --userpass --api-bind --no-color --print-time --keepalive --background --syslog
xmrig xmrig.exe xmrig-proxy xmrig-cuda xmrig-notls XMRig/ XMRigCC xmrigDaemon xmrigMiner xmr-stak xmr-stak-cpu xmr-stak-rx
cpuminer minerd.exe cpuminer-multi cpuminer-opt ccminer cgminer bfgminer sgminer nbminer t-rex lolMiner gminer miniZ
SRBMiner-MULTI PhoenixMiner TeamRedMiner claymore ethminer EthDcrMiner nsgpucnminer nanominer wildrig teamblackminer
rigel bzminer onezerominer kawpowminer progpowminer z-enemy cryptodredge xmrblocks monerod p2pool monero-wallet-rpc
moneroocean supportxmr.com nanopool.org minexmr.com 2miners.com hashvault.pro xmrpool.eu f2pool.com unmineable.com
nicehash.com minergate.com dwarfpool.com crypto-pool.fr viaxmr.com monerohash.com xmr.pool prohashing.com zpool.ca
miningpoolhub miningrigrentals hashflare ethermine.org flexpool.io hiveon.net herominers.com k1pool.com woolypooly.com
zergpool.com antpool.com slushpool.com braiins.com poolin.com viabtc.com luxor.tech kano.is ckpool.org solo.ckpool
xmr-eu1. xmr-us-east1. xmr-asia1. gulf.moneroocean.stream pool.minexmr pool.supportxmr pool.hashvault rx.unmineable
donate.v2.xmrig.com donate.ssl.xmrig.com c3pool.com c3pool.org skypool.org auto.c3pool mine.c3pool sabpool minexmr.to
coinhive coinhive.min.js CoinHive.Anonymous CoinHive.User authedmine coin-hive.com jsecoin cryptoloot crypto-loot
CRLT.Anonymous webminepool deepMiner.Anonymous deepMiner.js coinimp Client.Anonymous webmr.js mineralt minero.cc
cryptonight cryptonight_v7 cryptonight-lite cryptonight-heavy cryptonight/r cn-heavy cn-lite cn-pico cryptonightv8 rx/0-wow
randomx/0 RandomX-Graft RandomARQ RandomWOW RandomSFX rx/wow rx/arq rx/graft rx/sfx rx/yada argon2/chukwa chukwav2
ghostrider kawpow ethash etchash autolykos2 octopus verthash equihash zhash cuckaroo cuckatoo progpow firopow kheavyhash
x16rv2 lyra2rev3 yescrypt neoscrypt keccak-miner blake2s-miner scrypt-miner sha256d-miner groestl-miner skein-miner
hashrate accepted share rejected share new job from difficulty speed 10s/60s/15m READY threads pool_wallet hugepages=
nr_hugepages allow_writes=on /dev/cpu/ msr_wrmsr WinRing0x64.sys WinRing0_1_2_0 hugepages-1048576kB randomx_create_vm
randomx_init_cache randomx_alloc_dataset randomx_calculate_hash cryptonight_hash cn_slow_hash cn_slow_hash_prehashed
rx_slow_hash argon2d_hash_raw scratchpad CPUSetup cpu_threads_conf opencl_threads config_xmr kdevtmpfsi kinsing pnscan
watchbog sysrv networkservice solrd dbused kthreaddk bioset kswapd0 crypto.bat start.cmd moneroocean_miner setup_moneroocean
xmrig_setup c3pool_miner setup_c3pool wallet.txt pools.txt config.json cpu.txt amd.txt nvidia.txt
`;

/** Words of five characters or more, three hundred of them. */
export const miningLiterals: readonly string[] = [...new Set(text.split(/\s+/))]
  .filter((word) => word.length >= 5)
  .slice(0, 300);
