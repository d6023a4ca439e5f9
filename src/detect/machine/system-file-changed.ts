/**
 * Programs of the system that are no longer what their packages brought. Those that show processes, sockets, files or
 * logins are what intruders replace so that nothing shows; one changed file of another kind says little.
 * Does not see: what a hidden file or a changed list of checksums keeps from it.
 */
import type { Observation } from '../../model/observation.ts';
import { any, type Detector, defineDetector, saw } from '../../model/units.ts';
import { fileOf } from './place.ts';

/** From this many on, it is no single local build. */
const several = 3;
const mostNamed = 20;

/** What shows processes, sockets, files and logins, and what logins and all programs go through. */
const showing =
  /^(?:ps|top|htop|pstree|pgrep|pidof|kill|ls|dir|find|lsof|stat|netstat|ss|ip|ifconfig|who|w|last|lastlog|sshd?|login|su|sudo|passwd|crontab|systemctl|chattr|lsattr|lsmod|md5sum|sha1sum|sha256sum|dpkg|rpm|pam_unix\.so|(?:libc|libpam|libprocps|libproc2|libkeyutils|libnss_\w{1,32}|ld-linux[\w-]{0,32})\.so[\d.]*|libc-[\d.]+\.so)$/;

export const systemFileChanged: Detector<'package-file'> = defineDetector({
  id: 'system-file-changed',
  title: 'A program of the system is not what its package brought',
  stage: 'mention',
  techniques: ['T1554'],
  confidence: 'low',
  needs: ['package-file'],
  couldBe: ['a program that was built or patched here', 'a file that was put aside with dpkg-divert', 'a damaged disk'],
  *detect({ 'package-file': files }) {
    const changed = files.filter(({ value }) => value.state === 'changed');
    const shows = changed.filter(({ value }) => showing.test(fileOf(value.path)));
    if (changed.length === 0) return;
    const others = changed.filter((one) => !shows.includes(one));
    const first = [...shows, ...others];
    yield {
      title: titleOf(shows, others),
      because: any(...first.slice(0, mostNamed).map((file) => saw(file))),
      confidence: shows.length > 0 || changed.length >= several ? 'moderate' : 'low',
    };
  },
});

type Files = readonly Observation<'package-file'>[];

function titleOf(shows: Files, others: Files): string {
  if (shows.length === 0)
    return `${others.length === 1 ? 'A file is' : 'Files are'} not what the packages brought: ${listOf(others)}`;
  const more = others.length === 0 ? '' : `; nor are other files: ${listOf(others)}`;
  return `What shows what runs, or lets people in, is not what the packages brought: ${listOf(shows)}${more}`;
}

function listOf(files: Files): string {
  const names = files.slice(0, 4).map(({ value }) => value.path);
  const more = files.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
