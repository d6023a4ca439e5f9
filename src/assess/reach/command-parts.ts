/** Whether a command line does nothing but fetch and start the miner. In doubt it does not. */
import { inTemporaryFolder, temporaryFolders } from '../../intel/unix/temporary-folders.ts';
import { isHiddenPlace, isSharedProgram } from './places.ts';

/** Programs that a miner's line uses on its way, and that do nothing to anybody else's work there. */
const helpers =
  /^(?:cd|sh|bash|dash|env|nohup|setsid|nice|ionice|timeout|sleep|flock|chmod|chattr|mkdir|touch|curl|wget|base64|echo|printf|cat|true|false|exit|export|pgrep|ps|grep|awk|head|tail|test|\[|if|then|else|fi|do|done|while|for|exec|python[\d.]{0,6}|perl|sudo|su|tr|xxd|gunzip|tar|rm|cp|mv|ld|which|command)$/;

/** A line of Python that does as `curl` does, where there is none. */
const fetchingCode =
  /\b(python[\d.]{0,6}) -c (?:"[^"]{0,400}\.url(?:open|retrieve)\([^"]{0,400}"|'[^']{0,400}\.url(?:open|retrieve)\([^']{0,400}')/g;

/** @param files the miner's own, by path */
export function isWhollyTheMiners(command: string, files: { readonly has: (path: string) => boolean }): boolean {
  // What a stream is joined to (`2>&1`) is no command of its own.
  const plain = command.replace(/\d?>&\d?|&>/g, ' > ').replace(fetchingCode, '$1');
  const parts = plain.split(/\|\||&&|[;|&\n]/).map(withoutBrackets);
  const telling = parts.filter((part) => part !== '' && !part.startsWith('#') && !/^\d?>/.test(part));
  return telling.length > 0 && telling.every((part, i) => isFetched(part, telling[i + 1]) || isPartOfIt(part, files));
}

/** `cd1 -fsSL http://… ` before a shell: curl under another name. */
function isFetched(part: string, next: string | undefined): boolean {
  return (
    /^[\w.-]{1,64}(?:\s+-[\w-]{0,40}){0,8}\s+(?:https?|ftp):\/\/[^\s/]\S{0,1000}$/.test(part) && shell.test(next ?? '')
  );
}

const shell = /^(?:sudo\s+)?(?:\/\S{1,40}\/)?(?:ba|da)?sh\b/;

/** `( /tmp/x & ) >/dev/null`: the brackets around commands, and what is written where they end. */
function withoutBrackets(part: string): string {
  return part
    .trim()
    .replace(/^[({]\s*/, '')
    .replace(/^[)}]+\s*/, '');
}

function isPartOfIt(part: string, files: { readonly has: (path: string) => boolean }): boolean {
  const words = part.split(/\s+/).filter((word) => !/^[A-Za-z_]\w{0,40}=\S*$/.test(word));
  const program = (words[0] ?? '').replace(/^["'(`]+|["')`]+$/g, '');
  const paths = words
    .map((word) => word.replace(/^["'(`<>\d]+|["')`]+$/g, ''))
    .filter((word) => word.startsWith('/') && word !== '/dev/null');
  const isStrange = (path: string): boolean =>
    !files.has(path) && !inTemporaryFolder(path) && !isHiddenPlace(path) && !isFolderOfOne(path);
  if (program.startsWith('./') || program.startsWith('/tmp')) return !paths.some(isStrange);
  if (program.startsWith('/')) {
    const base = program.slice(program.lastIndexOf('/') + 1);
    if (files.has(program) || !isStrange(program)) return true;
    return (helpers.test(base) || isSharedProgram(program)) && !paths.slice(1).some(isStrange);
  }
  return helpers.test(program) && !paths.some(isStrange);

  function isFolderOfOne(path: string): boolean {
    const folder = path.replace(/(?<=.)\/$/, '');
    return temporaryFolders.includes(folder) || /^\/(?:root|home\/[^/]{1,64})$/.test(folder);
  }
}
