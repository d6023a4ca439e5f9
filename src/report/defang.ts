/**
 * People read indicators in a form that no viewer turns into a link and no slip of the mouse opens:
 * `hxxp://pool[.]example`. Machines get them exact, from JSON.
 */

/** A host name or address, defanged. */
export function defangHost(host: string): string {
  return host.includes('.') ? host.replaceAll('.', '[.]') : host.replaceAll(':', '[:]');
}

/** Text with every URL's host, every public IPv4 address and every one of `indicators` (host names) defanged. */
export function defanger(indicators: Iterable<string>): (text: string) => string {
  const known = new Set<string>();
  for (const host of indicators) known.add(host.toLowerCase());
  return (text) =>
    text.replace(/[A-Za-z0-9.-]+/g, (word, at: number) => {
      if (text.startsWith('://', at + word.length)) return defangScheme(word);
      if (!word.includes('.')) return word;
      const host = word.replace(/\.$/, '');
      const inUrl = text.slice(Math.max(0, at - 3), at) === '://';
      // A mailbox's host, and no version: `lodash@4.17.21`.
      const inMail = text[at - 1] === '@' && /\.[a-z][a-z\d-]+$/i.test(host);
      return inUrl || inMail || isIndicator(host.toLowerCase(), known)
        ? defangHost(host) + word.slice(host.length)
        : word;
    });
}

function defangScheme(scheme: string): string {
  return scheme.replace(/^http/i, 'hxxp').replace(/^ftp/i, 'fxp');
}

function isIndicator(host: string, known: ReadonlySet<string>): boolean {
  if (ipv4.test(host)) return isPublicAddress(host);
  if (known.has(host)) return true;
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1))
    if (known.has(host.slice(dot + 1))) return true;
  return false;
}

const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** An IPv4 address that others could reach; a private one names a machine of the house and is no indicator. */
function isPublicAddress(host: string): boolean {
  const parts = host.split('.').map(Number);
  if (!parts.every((part) => part < 256)) return false;
  const [first = 0, second = 0] = parts;
  if (first === 0 || first === 10 || first === 127 || (first === 192 && second === 168)) return false;
  return !(first === 172 && second >= 16 && second < 32) && !(first === 169 && second === 254);
}
