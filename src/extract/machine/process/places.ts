/** Where a program stands: in a temporary or hidden folder, where packages put theirs, or elsewhere. */
import { isInterpreter, isShell } from '../../../intel/unix/interpreters.ts';
import { fileName } from '../../event/services.ts';
import { isInHiddenFolder, isTemporary } from '../knowledge/command-reasons.ts';
import type { RunningProcess } from '../knowledge/processes.ts';

/** Folders of packages, stores and snaps; those of a container's image as well. */
export function isUsualPlace(path: string): boolean {
  return /^\/(?:usr|s?bin|lib(?:32|64|exec)?|opt|snap|nix\/store|gnu\/store|app|ko-app|System|Applications)\//.test(
    path,
  );
}

/** What tools of developers build and start in temporary folders, and what mounts itself there. */
const passing =
  /^\/tmp\/(?:go-build|\.mount_|appimage_extracted_|_MEI|rust|cargo|pip-|pytest-|nix-build-|bazel|ccache|vscode-|npm-|yarn--|playwright|puppeteer)|\/(?:node_modules|site-packages|target\/(?:debug|release)|\.venv|venv)\//;

export function isPassing(path: string): boolean {
  return passing.test(path);
}

export function isHidden(path: string): boolean {
  if (/^\/(?:nix|gnu)\/store\//.test(path)) return false;
  return isInHiddenFolder(path) || /\/\.[^./][^/]*$/.test(path);
}

export { isTemporary };

/** The script that an interpreter was started with, in the folder that it is in now. */
export function scriptOf({ program, arguments: list, folder }: RunningProcess): string | undefined {
  if (program === undefined || !runsScripts(fileName(program))) return undefined;
  // `deno run x.ts`, `bun run x.ts`
  const script = list.slice(1, 8).find((argument) => !argument.startsWith('-') && argument !== 'run');
  if (script === undefined || /[\s;|&]/.test(script) || list.slice(1, 8).some(isCommandFlag)) return undefined;
  if (script.startsWith('/')) return script;
  return folder === undefined ? undefined : `${folder}/${script.replace(/^(?:\.\/)+/, '')}`;
}

function runsScripts(name: string): boolean {
  return isShell(name) || isInterpreter(name);
}

/** What follows is a text to run, a module, a class. */
function isCommandFlag(argument: string): boolean {
  return /^-(?:\w*c|e|m|r|jar|cp)$/.test(argument);
}
