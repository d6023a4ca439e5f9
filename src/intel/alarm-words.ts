/**
 * Which alarms of other tools are about mining: by the words of the rule and of its class, never by what the alarm
 * quotes from the traffic. `stratum` alone is none: time servers have one.
 * Sources: classtype `coin-mining` of Suricata's classification.config, names of the Emerging Threats rules
 * (ET COINMINER), https://github.com/OISF/suricata/blob/master/etc/classification.config.
 */
import { minerNames } from './terms.ts';

/** An alarm's text is shorter. */
const longest = 1_024;

/** Lower case, a single space for whatever parts words. */
const phrases: readonly string[] = [
  'coinminer',
  'coin miner',
  'coin mining',
  'cryptominer',
  'crypto miner',
  'cryptomining',
  'crypto mining',
  'cryptojack',
  'crypto currency min',
  'cryptocurrency min',
  'monero min',
  'bitcoin min',
  'ethereum min',
  'litecoin min',
  'mining pool',
  'miner pool',
  'stratum protocol',
  'stratum mining',
  'stratum auth',
  'stratum login',
  'coinhive',
  'minergate',
  'nicehash',
  ...minerNames.filter(({ text }) => text.length > 6 || text === 'xmrig').map(({ text }) => words(text)),
];

/** Texts that wake a look at a line that may be such an alarm. */
export const alarmAnchors: readonly string[] = [
  'coinminer',
  'coin miner',
  'coin-mining',
  'cryptominer',
  'crypto miner',
  'cryptomining',
  'crypto mining',
  'cryptojack',
  'crypto currency min',
  'cryptocurrency',
  'monero min',
  'bitcoin min',
  'ethereum min',
  'mining pool',
  'miner pool',
  'stratum protocol',
  'stratum mining',
  'stratum auth',
  'stratum login',
  'coinhive',
  'minergate',
  'nicehash',
];

function words(text: string): string {
  return text
    .slice(0, longest)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ');
}

/** True where a rule of this name and class is about mining. */
export function isMiningAlarm(signature: string, category = ''): boolean {
  const text = `${words(signature)} | ${words(category)}`;
  return phrases.some((phrase) => text.includes(phrase));
}

const agents: readonly string[] = minerNames.map(({ text }) => text.toLowerCase());

/** True where a program calls itself a miner: a client's own word, and one that a miner can leave out. */
export function isMinerAgent(agent: string): boolean {
  const own = agent.toLowerCase();
  return agents.some((name) => own.startsWith(name));
}
