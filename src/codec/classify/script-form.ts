/**
 * Whether a text is a list of commands. A script needs neither `#!` nor an extension to be run, so a README that holds
 * nothing but commands is one. Prose around a few commands is not.
 */
import { share, type TextHead } from './head.ts';

const shellWords =
  'curl wget chmod chown mkdir rm mv cp cd echo export sudo nohup crontab systemctl service kill killall pkill apt ' +
  'apt-get yum dnf apk tar unzip sleep source set unset exec eval chattr sysctl modprobe ulimit touch cat grep ps ' +
  'iptables useradd usermod docker ./ if then else elif fi for while do done case esac function return exit trap base64';
const windowsWords =
  '@echo rem set start copy del move md mkdir cd call goto if taskkill schtasks reg sc net certutil bitsadmin ' +
  'powershell powershell.exe cmd cmd.exe attrib icacls ping timeout exit pause setlocal endlocal';
const commands = new Set(`${shellWords} ${windowsWords}`.split(' '));

const powershell =
  /^(\$[\w:]+\s*=|(Invoke|New|Start|Stop|Set|Get|Add|Remove|Write|Out|Expand|Register|Import)-[A-Z]\w+|iex\b|param\s*\(|\[[\w.]+\]::)/i;
const visualBasic = /^(dim |set \w+ ?=|on error |wscript\.|end (if|sub|function)|.{0,80}createobject\()/i;
const assignment = /^(export |local |readonly )?[A-Za-z_]\w*=/;
const ending = /^([})]|;;|fi|done|esac)$/;

function isCommand(line: string): boolean {
  const [word = ''] = line.split(/[\s;&|]/, 1);
  const known =
    commands.has(word.toLowerCase()) || word.startsWith('./') || /^\/(usr|bin|sbin|tmp|opt|etc)\//.test(word);
  return (
    known ||
    powershell.test(line) ||
    visualBasic.test(line) ||
    assignment.test(line) ||
    ending.test(line) ||
    /^[\w-]+ ?\(\) ?\{/.test(line) ||
    /^:\w+$/.test(line)
  );
}

/** A sentence may begin with a command's name (`if`, `set`, `cat`): it ends as sentences do. */
function isSentence(line: string): boolean {
  return /^[A-Z]?[a-z]+( [A-Za-z,'-]+){3,}[.:,]?$/.test(line);
}

/** `#!/…`, as kernels read it. */
export function hasShebang(head: TextHead): boolean {
  return /^#![ \t]*\//.test(head.text);
}

/** Commands for the most part, and one that does more than assign at least. */
export function isScript({ lines }: TextHead): boolean {
  const content = lines.filter((line) => !/^(#|::|rem )/i.test(line));
  if (content.length === 0) return false;
  const does = content.some((line) => isCommand(line) && !assignment.test(line) && !isSentence(line));
  return does && share(content, (line) => isCommand(line) && !isSentence(line)) > 0.6;
}
