/**
 * Level, logger, thread and message of an application's record, in the orders in which common loggers write them:
 *
 *     INFO 77 --- [main] o.s.b.Application : message           Spring Boot
 *     ERROR [http-nio-8090-exec-1] [o.a.struts2.Dispatcher] error message    Log4j, Confluence
 *     [id=31]	INFO	hudson.WebAppMain#run: message        Jenkins
 *     [INFO ][o.e.n.Node] [node-1] message                    Elasticsearch
 *     - root - INFO - message                                 Python
 *     | WARN  | message | org.apache.activemq.Broker | main   ActiveMQ
 *
 * Does not see: a pattern of one's own that fits none of them; what is in doubt stays in the message.
 */
import { addNumber, addText, type Fields } from '../access-log/request.ts';

/** A level as a word by itself, before anything that looks like a message. */
const levelWord =
  /(?:^|[\s[|(<{])(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|SEVERE|CRIT(?:ICAL)?|ALERT|CONFIG|FINE[RS]?T?|(?<=\[)(?:trace|debug|info|notice|warn(?:ing)?|error|fatal|crit(?:ical)?|Note|Warning|Error|System))(?=[\s\]|):>}]|$)/;
/** Where a level may stand: behind a thread's name and a logger's. Characters. */
const levelWithin = 160;

/** Adds what follows a record's time; false where it holds no level, so that it is perhaps no record at all. */
export function addMessage(fields: Fields, text: string): boolean {
  const found = levelWord.exec(text.slice(0, levelWithin));
  const level = found?.[1];
  if (found === null || level === undefined) return false;
  const before = text.slice(0, found.index);
  const names = addNames(fields, before).trim();
  // More is a sentence, or another program's words behind syslog (`host program[7]: ERROR …`).
  if (!oneWord.test(names)) return false;
  fields['level'] = level;
  addText(fields, 'logger', names.replace(/ -$/, ''));
  const behind = addNames(fields, text.slice(found.index + found[0].length).replace(/^\s?[\])}>]/, ''));
  const message = addLogger(fields, behind);
  addText(fields, 'message', message);
  return true;
}

const oneWord = /^[\w.$@/#-]{0,160}(?: -)?$/;

const bracketed = /^\s*(?:\[([^\]]{0,200})\]|\(([^)]{0,200})\)|\{([^}]{0,200})\})/;
const number = /^\s*(\d{1,10})(?=\s)/;
const between = /^\s*(?:-{1,3}(?=\s)|\||:(?=\s))/;
/** Decorations around a level are no more. */
const mostNames = 6;

/** Takes names in brackets and a process's number off the beginning of a text; gives the rest. */
function addNames(fields: Fields, text: string): string {
  let rest = text;
  for (let i = 0; i < mostNames; i++) {
    const [whole, square, round, curly] = bracketed.exec(rest) ?? [];
    const [counted, pid] = number.exec(rest) ?? [];
    const [sign] = between.exec(rest) ?? [];
    if (whole !== undefined) addName(fields, (square ?? round ?? curly ?? '').trim());
    else if (counted !== undefined && fields['pid'] === undefined) addNumber(fields, 'pid', pid);
    else if (sign === undefined) return rest;
    rest = rest.slice((whole ?? counted ?? sign ?? '').length);
  }
  return rest;
}

/** The first name is the thread's, but for one with dots, which is the logger's. */
function addName(fields: Fields, name: string): void {
  const isLogger = /^[\w$]+(?:\.[\w$]+){2,}$/.test(name);
  if (isLogger) fields['logger'] ??= name;
  else if (name !== '' && !/^[A-Z]{4,8}$/.test(name)) fields['thread'] ??= name;
}

const logger = /^\s*([A-Za-z_$][\w$.#/-]{2,160})(?::\d{1,6})?(?:\s*:\s|\s+-{1,2}\s|\s*\|\s)/;
/** Behind the message (ActiveMQ): `| org.apache.activemq.Broker | main`. */
const loggerBehind = /\s\|\s([\w$.]{3,160})\s\|\s([^|\n]{1,100})(?=\n|$)/;

/** Takes the logger's name off; gives the message. */
function addLogger(fields: Fields, text: string): string {
  const [head, name] = logger.exec(text) ?? [];
  const line = text.slice(0, 4096);
  const behind = line.includes(' | ') ? loggerBehind.exec(line) : null;
  if (behind !== null) {
    addText(fields, 'logger', behind[1]);
    addText(fields, 'thread', behind[2]);
    return (text.slice(0, behind.index) + text.slice(behind.index + behind[0].length)).trim();
  }
  if (head !== undefined) fields['logger'] ??= name ?? '';
  return text.slice(head?.length ?? 0).trim();
}
