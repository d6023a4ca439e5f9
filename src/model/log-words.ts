/** What a log tells of, in words that answers and renderers share. */
import type { LogAction } from './log-payloads.ts';

/** The beginning of a sentence, before what it was done to. */
export const actionWords: Readonly<Record<LogAction['action'], string>> = {
  'file-written': 'a file was written',
  'service-installed': 'a service was installed',
  'task-made': 'a task was set up that starts by itself',
  'account-made': 'an account was made',
  'account-raised': 'an account was given more rights',
  'key-added': 'a key was added',
  'defence-off': 'a defence was switched off',
  'log-cleared': 'a log was cleared',
  'container-made': 'a container was made',
  'pod-made': 'a pod was made',
  'package-installed': 'a package was installed',
  'job-step': 'a step of a build job ran',
  connection: 'a connection was opened',
  'database-program': 'a database ran a program',
  'notebook-run': 'a notebook ran a command',
};
