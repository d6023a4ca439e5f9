/** How scripts of web servers read requests, evaluate code and start commands, by language. */

export interface Language {
  /** Something of this must stand in the text, before anything else is looked at. */
  readonly hasCall: RegExp;
  /** A call that evaluates code or starts a command, up to its argument. Global. */
  readonly calls: RegExp;
  /** Of such a call: it evaluates code. */
  readonly evaluates: RegExp;
  /** What a request says. */
  readonly request: RegExp;
  /** What may stand before a request's data in an argument and hides nothing: quotes, brackets, decoders, shells. */
  readonly before: RegExp;
  /** A variable at the beginning. */
  readonly variable: RegExp;
  /** `name = value`. Global. */
  readonly assignment: RegExp;
  /** What makes data of a request harmless: numbers, quotes that were added. */
  readonly harmless: RegExp;
  readonly hashComments: boolean;
}

const php: Language = {
  hasCall:
    /\b(?:eval|assert|system|exec|shell_exec|passthru|popen|proc_open|pcntl_exec|create_function)\b|\$_(?:GET|POST|REQUEST|COOKIE)\s?\[/i,
  calls:
    /(?<![>:$\w])(?<!function\s)(?:(?:eval|assert|system|exec|shell_exec|passthru|popen|proc_open|pcntl_exec|create_function)\s?\(|\$_(?:GET|POST|REQUEST|COOKIE)\s?\[[^\]\n]{1,40}\]\s?\()/gi,
  evaluates: /^(?:eval|assert|create_function)/i,
  request:
    /\$_(?:GET|POST|REQUEST|COOKIE|FILES)\b|\$_SERVER\s?\[\s?['"]HTTP_|php:\/\/input|\$HTTP_RAW_POST_DATA|getallheaders\s?\(/i,
  before:
    /^(?:\s|["'@(.]|\(string\)|(?:base64_decode|urldecode|rawurldecode|hex2bin|str_rot13|strrev|gzinflate|gzuncompress|trim|stripslashes|htmlspecialchars_decode|file_get_contents|isset|empty|end|array_pop)\s?\(|(?:\/bin\/)?(?:ba)?sh -c|cmd(?:\.exe)? \/c|sudo\s){0,12}/i,
  variable: /^\{?\$(\w{1,40})/,
  assignment: /\$(\w{1,40})\s?\.?=(?!=)([^;\n]{1,300})/g,
  harmless:
    /\b(?:escapeshellarg|escapeshellcmd|intval|floatval|ctype_\w{1,8}|in_array|md5|sha1|hash|wp_verify_nonce|filter_var)\s?\(|\(int\)/i,
  hashComments: true,
};

const jsp: Language = {
  hasCall: /\.exec\s?\(|ProcessBuilder|\.defineClass\s?\(|\.eval\s?\(/,
  calls: /(?:\.exec\s?\(|new ProcessBuilder\s?\(|\.eval\s?\()/g,
  evaluates: /^\.eval/,
  request:
    /\brequest\s?\.\s?(?:getParameter(?:Values)?|getHeader|getReader|getInputStream|getQueryString|getCookies)\s?\(/,
  before:
    /^(?:\s|["'(+]|new String\s?\[\s?\]\s?\{|(?:\/bin\/)?(?:ba)?sh|cmd(?:\.exe)?|\/c\b|-c\b|,|Arrays\.asList\s?\(){0,16}/,
  variable: /^([A-Za-z_]\w{0,40})/,
  assignment: /\b([A-Za-z_]\w{0,40})\s?=(?!=)([^;\n]{1,300})/g,
  harmless: /\b(?:Integer\.parseInt|Long\.parseLong)\s?\(/,
  hashComments: false,
};

const asp: Language = {
  hasCall: /\beval\b|\bexecute(?:global)?\b|Process\.Start|ProcessStartInfo|\.Run\s?\(|\.Exec\s?\(/i,
  calls:
    /(?<![.\w])(?:eval|execute|executeglobal)\b\s?\(?|\.Start\s?\(|new (?:\w+\.){0,3}ProcessStartInfo\s?\(|\.Arguments\s?=|\.FileName\s?=|\.(?:Run|Exec)\s?\(/gi,
  evaluates: /^(?:eval|execute)/i,
  request: /\bRequest\s?(?:\.\s?(?:Item|Form|QueryString|Params|Headers|Cookies|BinaryRead))?\s?[[(.]\s?["'A-Z]/i,
  before: /^(?:\s|["'(&+@]|cmd(?:\.exe)?|\/c\b|,){0,12}/i,
  variable: /^([A-Za-z_]\w{0,40})/,
  assignment: /\b([A-Za-z_]\w{0,40})\s?=(?!=)([^;\n]{1,300})/g,
  harmless: /\b(?:Int32\.Parse|Convert\.ToInt32|CInt|CLng)\s?\(/i,
  hashComments: false,
};

const script: Language = {
  hasCall: /\b(?:system|exec|eval|popen|check_output|call|run|Popen)\b|`/,
  calls:
    /(?<![\w$])(?:os\.(?:system|popen)|subprocess\.(?:call|run|Popen|check_output|getoutput)|system|exec|eval)\s?\(/g,
  evaluates: /^(?:eval|exec)/,
  request:
    /\b(?:getvalue|getfirst|param)\s?\(|\bos\.environ\b.{0,8}QUERY_STRING|\$ENV\{['"]?QUERY_STRING|\brequest\.(?:args|form|values|GET|POST)\b/,
  before: /^(?:\s|["'([]|\w{1,20}\.|(?:urllib\.parse\.)?unquote(?:_plus)?\s?\(|(?:\/bin\/)?(?:ba)?sh|-c\b|,){0,12}/,
  variable: /^\$?([A-Za-z_]\w{0,40})/,
  assignment: /(?:^|[\s$])([A-Za-z_]\w{0,40})\s?=(?!=)([^;\n]{1,300})/g,
  harmless: /\b(?:int|shlex\.quote|quotemeta)\s?\(/,
  hashComments: true,
};

/** By the file's name; a script without a name of its own by its first line. */
export function languageOf(file: string, begin: string): Language | undefined {
  const name = file.toLowerCase();
  if (/\.(?:php\d?|phtml|phar|pht|inc)$/.test(name) || begin.startsWith('<?php')) return php;
  if (/\.jspx?f?$/.test(name)) return jsp;
  if (/\.(?:aspx?|ashx|asmx|asa|cer)$/.test(name)) return asp;
  return /\.(?:cgi|pl|py)$/.test(name) || /^#!.*(?:perl|python)/.test(begin) ? script : undefined;
}
