/**
 * Programs that run what they are handed: shells and interpreters, by the names of their files.
 * Sources: shells(5) and /etc/shells of the distributions; the projects' own names for their programs.
 * Does not see: an interpreter under another name, or one that is part of a program.
 */
const shell = /^(?:r?(?:ba|k|z)?|da|mk|pdk|a|c|tc|fi|xon|bru)sh$/;
const interpreter = /^(?:python|perl|ruby|php|node|nodejs|lua|luajit|java|tclsh|deno|bun)[\d.]*$/;

/** @param name of its file, without folders: `bash` */
export function isShell(name: string): boolean {
  return shell.test(name);
}

/** Of languages; shells are none of them. @param name `python3.11`, `node` */
export function isInterpreter(name: string): boolean {
  return interpreter.test(name);
}
