/** One fuzz target in a process of its own. Arguments: target, seconds, seed. */
import type { FromChild } from './main.ts';
import { mutate, random } from './mutate.ts';
import type { FuzzTarget } from './target.ts';

const [name = '', seconds = '10', seed = '1'] = process.argv.slice(2);
const { target } = (await import(new URL(`./targets/${name}.js`, import.meta.url).href)) as { target: FuzzTarget };
// A Buffer is stricter than other bytes about what may be asked of it.
const seeds = target.seeds().map((seed) => Uint8Array.from(seed));
const next = random(Number(seed));
const say = (message: FromChild): void => {
  process.send?.(message);
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Runs it; false ends the run, since one finding is enough to work on. */
async function survives(bytes: Uint8Array): Promise<boolean> {
  try {
    await target.run(bytes);
    return true;
  } catch (error) {
    say({ kind: 'threw', bytes: hex(bytes), message: String(error instanceof Error ? error.stack : error) });
    return false;
  }
}

const end = Date.now() + Number(seconds) * 1000;
let runs = 0;
let alive = true;
for (const bytes of seeds) alive &&= await survives(bytes);
let told = 0;
while (alive && Date.now() < end) {
  const bytes = mutate(seeds, next);
  if (Date.now() - told > 500) {
    say({ kind: 'input', bytes: hex(bytes), runs });
    told = Date.now();
    // Lets the message leave before an input that hangs.
    await new Promise((resolve) => setImmediate(resolve));
  }
  alive = await survives(bytes);
  runs++;
}
if (alive) say({ kind: 'done', runs });
