/** Which files are one entry and nothing else: they go as a whole, and their date is that of the entry. */
import type { Autostart } from '../../model/machine-payloads.ts';

/** Mechanisms whose file is one entry and nothing else. */
const wholeFiles: ReadonlySet<Autostart['mechanism']> = new Set([
  'at',
  'systemd',
  'desktop-autostart',
  'message-of-the-day',
  'network-hook',
  'git-hook',
  'static-pod',
  'dbus-service',
]);

/** Settings of networks and of git hold more than the entry that was found in them. */
const settingsFile = /^\/etc\/network\/interfaces(?:$|\.d\/)|config$/;

/** A service, an event, a plugin or a script a file. */
const daemonFile =
  /^\/etc\/(?:xinetd\.d|acpi\/events|audi(?:t|sp)\/plugins\.d|smartmontools\/run\.d)\/|^\/var\/lib\/cloud\/scripts\/|\/init\.groovy\.d\//;

export function isWholeFile({ mechanism, place }: Autostart): boolean {
  if ((mechanism === 'network-hook' || mechanism === 'git-hook') && settingsFile.test(place)) return false;
  return (
    wholeFiles.has(mechanism) ||
    (mechanism === 'cron' && /^\/etc\/(?:cron\.(?:hourly|daily|weekly|monthly)|periodic\/[^/]{1,20})\//.test(place)) ||
    (mechanism === 'rc-script' && /^\/etc\/(?:rc\d?\.d\/)?init\.d\//.test(place)) ||
    (mechanism === 'boot-hook' && !/\.conf$|^\/etc\/default\//.test(place)) ||
    (mechanism === 'daemon-hook' && daemonFile.test(place)) ||
    (mechanism === 'shell-profile' && /^\/etc\/profile\.d\//.test(place))
  );
}
