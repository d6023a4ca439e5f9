/**
 * Whether a line of an application's settings holds a secret, in the forms in which frameworks write them: `NAME=value`,
 * `define('NAME', 'value')`, `'name' => 'value'`, `$name = 'value'`, YAML, JSON, XML, and addresses with a password.
 * Does not see: values over several lines, secrets under a name that says nothing. What is read from the environment, or
 * is empty, is no secret of the file.
 */
import type { SecretAtHand } from '../../model/machine-payloads.ts';
import { nameOf } from './knowledge/path-names.ts';
import { isSecretName } from './knowledge/secret-names.ts';

/**
 * By the documentation of WordPress, Drupal, Joomla, Laravel, Symfony, Rails, Django, Magento, Spring, .NET and others.
 */
const ofDatabases = [
  'wp-config.php',
  'wp-config.php.bak',
  'wp-config.php.old',
  'wp-config.php.save',
  'wp-config.bak',
  'settings.php',
  'settings.local.php',
  'configuration.php',
  'localsettings.php',
  'config.php',
  'config.inc.php',
  'config-db.php',
  'database.php',
  'db.php',
  'env.php',
  'local.xml',
  'parameters.php',
  'parameters.yml',
  'database.yml',
];
const ofEnvironments = [
  '.env',
  '.env.local',
  '.env.production',
  '.env.prod',
  '.env.staging',
  '.env.backup',
  '.env.bak',
  'secrets.yml',
  'settings.py',
  'local_settings.py',
  'settings_local.py',
  'application.properties',
  'application-prod.properties',
  'application.yml',
  'application-prod.yml',
  'appsettings.json',
  'appsettings.production.json',
  'web.config',
  'tomcat-users.xml',
  'docker-compose.yml',
  'docker-compose.yaml',
  'compose.yml',
  'compose.yaml',
  'terraform.tfvars',
  'grafana.ini',
];

/** Lower case. */
export const settingsNames: readonly string[] = [...ofDatabases, ...ofEnvironments];

export function whatIn(path: string): SecretAtHand['what'] {
  const name = nameOf(path).toLowerCase();
  return ofDatabases.includes(name) ? 'database-password' : 'environment';
}

const setting =
  /^\s*(?:export\s+|define\s*\(\s*|(?:public|private|protected|var|const|static)\s+|-\s+)?([$'"\w.\->[\]]{1,120}?)\s{0,8}(?:=>|[=:,])\s{0,8}(\S.*)$/s;
/** Empty, or had from elsewhere when it is used. */
const notSet =
  /^(?:["'`]?["'`]?[\s,;)\]}]*$|["']?(?:null|none|nil|undefined|true|false|~|changeme|yes|no)\b|[\\]?(?:env|getenv|config|array|function|fn|new|require|include|os\.|process\.|ENV\b|secrets?\.)|["']?(?:<%|\$\{|\{\{|%\(|%env|\$[A-Z_({])|[[({$])/i;
/** `<password>x</password>`, `password="x"`. */
const ofMarkup = /\b(?:password|passwd|secret|token)(?:\s{0,4}=\s{0,4}"|>(?:<!\[CDATA\[)?)[^"<\]\s$]/i;
/** `Server=x;Password=y`, `mysql://user:password@host`. */
const ofAddress =
  /[;"](?:password|pwd)\s{0,4}=\s{0,4}[^;"'\s$]|\b[a-z][a-z+]{1,20}:\/\/[^\s:@/'"]{0,100}:[^\s@/'"<${%]{1,200}@/i;
const comment = /^\s*(?:#|\/\/|\*|\/\*|<!--|--)|^\s*;/;

export function holdsSecret(line: string): boolean {
  if (comment.test(line)) return false;
  const [, name = '', value = ''] = setting.exec(line) ?? [];
  if (isSecretName(name) && !notSet.test(value)) return true;
  return ofMarkup.test(line) || ofAddress.test(line);
}
