/**
 * The programs of a configuration of Supervisor: sections that start something, each with its command.
 * Source: http://supervisord.org/configuration.html (`[program:x]`, `[eventlistener:x]`, `[fcgi-program:x]`).
 * Does not see: values that `%(…)s` stands for.
 */
interface SupervisedProgram {
  readonly name: string;
  readonly command: string;
  /** The setting as it is written. */
  readonly text: string;
  /** Of the command, counted from 1. */
  readonly line: number;
  readonly user?: string | undefined;
  readonly folder?: string | undefined;
  readonly environment?: string | undefined;
  /** It starts when Supervisor does; so it is unless the section says otherwise. */
  readonly startsItself: boolean;
}

export interface SupervisorSettings {
  readonly programs: readonly SupervisedProgram[];
  /** Patterns of further files, as written: `conf.d/*.conf`. */
  readonly included: readonly string[];
}

interface Setting {
  readonly value: string;
  readonly text: string;
  readonly line: number;
}

interface Section {
  readonly name: string;
  readonly settings: Map<string, Setting>;
}

const longestLine = 8192;
const mostIncluded = 32;

export function supervisorSettings(text: string): SupervisorSettings {
  const sections = sectionsOf(text);
  const included = sections
    .filter(({ name }) => name === 'include')
    .flatMap(({ settings }) => settings.get('files')?.value.split(/\s+/) ?? []);
  return { programs: sections.flatMap(programOf), included: included.filter(Boolean).slice(0, mostIncluded) };
}

/** An indented line goes on with the value above it. */
function sectionsOf(text: string): Section[] {
  const sections: Section[] = [];
  let last: string | undefined;
  for (const [i, written] of text.split('\n').entries()) {
    const line = written.slice(0, longestLine).trimEnd();
    if (line === '' || /^\s*[;#]/.test(line)) continue;
    const section = sections.at(-1);
    const name = /^\[([^\]]{1,300})\]/.exec(line)?.[1];
    const above = last === undefined ? undefined : section?.settings.get(last);
    if (name !== undefined) {
      sections.push({ name, settings: new Map() });
      last = undefined;
    } else if (/^\s/.test(line) && section && last !== undefined && above) {
      if (above.value.length < longestLine)
        section.settings.set(last, { ...above, value: `${above.value} ${withoutComment(line)}`.trim() });
    } else {
      const set = /^([\w-]{1,64})\s{0,64}[=:](.*)$/s.exec(line);
      last = set?.[1]?.toLowerCase();
      if (section && set && last)
        section.settings.set(last, { value: withoutComment(set[2] ?? ''), text: line, line: i + 1 });
    }
  }
  return sections;
}

/** A comment within a line begins behind a blank. */
function withoutComment(value: string): string {
  const at = value.indexOf(' ;');
  return (at < 0 ? value : value.slice(0, at)).trim();
}

function programOf({ name: section, settings }: Section): SupervisedProgram[] {
  const name = /^(?:program|eventlistener|fcgi-program):(.+)$/s.exec(section)?.[1]?.trim();
  const command = settings.get('command');
  if (name === undefined || command === undefined || command.value === '') return [];
  return [
    {
      name,
      command: command.value,
      text: command.text,
      line: command.line,
      user: settings.get('user')?.value,
      folder: settings.get('directory')?.value,
      environment: settings.get('environment')?.value,
      startsItself: !/^(?:false|no|off|0)$/i.test(settings.get('autostart')?.value ?? ''),
    },
  ];
}
