/** What the door needs of a watch. */
export { StateTrouble } from './state-file.ts';
export { Watch } from './watch.ts';
export { NoRules, readWatchRules } from './watch-rules.ts';
