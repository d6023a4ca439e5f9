/**
 * The functions of the removal script, in plain POSIX sh (dash and busybox run it). Each is given words of ours to say
 * first and what it needs to be sure of after that, and returns without doing anything where it is not sure.
 */
// A `${` of the shell's is written `$\{` here: in this kind of text it would be JavaScript's.
export const removalShell: string = String.raw`
set -u
set -f
LC_ALL=C
export LC_ALL
umask 077
really=no
acted=0
refused=0
left=0

while [ $# -gt 0 ]; do
  case "$1" in
    --yes) really=yes ;;
    --keep) shift; keep=$\{1:?--keep takes a folder} ;;
    *) echo "usage: sh $0 [--yes] [--keep DIR]" >&2; exit 2 ;;
  esac
  shift
done
case "$keep" in /*|./*) ;; *) keep=./$keep ;; esac
if [ -n "$root" ]; then
  root=$(cd -P "$root" 2>/dev/null && pwd -P) || { echo 'the disk is not mounted where the report was made of it: set root=' >&2; exit 2; }
  [ "$root" = / ] && { echo 'root= is this machine itself: leave it empty, or mount the disk' >&2; exit 2; }
fi
if [ "$really" = yes ]; then
  mkdir -p "$keep" || exit 2
  [ -L "$keep" ] && { echo "$keep is a link" >&2; exit 2; }
  keep=$(cd -P "$keep" && pwd -P) || exit 2
  [ -n "$root" ] || [ "$(id -u)" = 0 ] || echo 'not root: much of this will be refused' >&2
else
  echo 'Nothing is changed: this is what would be done with --yes.'
fi

tell() { printf '%s\n' "$*"; }
refuse() { refused=$((refused + 1)); tell "  REFUSED: $*"; }
already() { tell '  not there any more'; }
by_hand() { left=$((left + 1)); tell "BY HAND: $1"; }

# True where the step is to be done, and not only told.
ready() {
  [ "$really" = yes ] || return 1
  acted=$((acted + 1))
}

# True where no part of the path is a link, and none leads upwards.
straight() {
  case "$1" in /*) ;; *) return 1 ;; esac
  case "$1/" in */../* | */./* | *//*) return 1 ;; esac
  rest=$\{1#/}
  at=$root
  while [ -n "$rest" ]; do
    at=$at/$\{rest%%/*}
    [ -L "$at" ] && return 1
    case "$rest" in */*) rest=$\{rest#*/} ;; *) rest='' ;; esac
  done
  return 0
}

hash_of() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum <"$1"
  elif command -v shasum >/dev/null 2>&1; then shasum -a 256 <"$1"
  elif command -v openssl >/dev/null 2>&1; then openssl dgst -sha256 -r <"$1"
  else echo none
  fi | cut -d ' ' -f 1
}

# A regular file, reached without links, with this very content or, where that is not known, with this line in it.
is_that_file() {
  straight "$1" || { refuse 'a link stands on its way'; return 1; }
  if [ ! -e "$root$1" ]; then already; return 1; fi
  [ -f "$root$1" ] || { refuse 'it is no regular file'; return 1; }
  if [ -n "$2" ]; then
    [ "$(hash_of "$root$1")" = "$2" ] || { refuse 'its content is not what the report has'; return 1; }
  else
    [ "$(count_line "$root$1" "$3")" -gt 0 ] || { refuse 'the line is not in it any more'; return 1; }
  fi
}

# Takes off what keeps even root from changing a file, where it is set.
loosen() {
  command -v lsattr >/dev/null 2>&1 && command -v chattr >/dev/null 2>&1 || return 0
  case "$(lsattr -d "$1" 2>/dev/null | cut -d ' ' -f 1)" in
    *[ia]*) chattr -i -a "$1" || refuse 'chattr could not make it changeable' ;;
  esac
}

# Where a path is kept: the same path below the folder.
room_for() {
  place=$keep$1
  mkdir -p "$(dirname "$place")" || { refuse 'no room to keep it'; return 1; }
  [ ! -e "$place" ] && [ ! -L "$place" ] || { refuse "there is one already in $keep"; return 1; }
}

delete_file() {
  tell "$1"
  is_that_file "$2" "$3" "$4" || return 0
  ready || return 0
  loosen "$(dirname "$root$2")"
  loosen "$root$2"
  room_for "$2" || return 0
  mv "$root$2" "$place" || { refuse 'it could not be moved'; return 0; }
  chmod 0400 "$place"
  tell '  moved'
}

delete_link() {
  tell "$1"
  straight "$(dirname "$2")" || { refuse 'a link stands on its way'; return 0; }
  [ -L "$root$2" ] || { [ -e "$root$2" ] && refuse 'it is no link' || already; return 0; }
  [ "$(readlink "$root$2")" = "$3" ] || { refuse 'it leads elsewhere by now'; return 0; }
  ready || return 0
  room_for "$2" || return 0
  mv "$root$2" "$place" && tell '  moved' || refuse 'it could not be moved'
}

delete_folder() {
  tell "$1"
  straight "$2" || { refuse 'a link stands on its way'; return 0; }
  [ -d "$root$2" ] || { already; return 0; }
  ready || return 0
  loosen "$root$2"
  rmdir "$root$2" 2>/dev/null && tell '  removed' || tell '  kept: it holds something'
}

# How often the line stands in the file, blanks around it aside.
count_line() {
  line=$2 awk 'function bare(s) { gsub(/^[ \t]+|[ \t\r]+$/, "", s); return s }
    BEGIN { want = "=" bare(ENVIRON["line"]) } "=" bare($0) == want { n++ } END { print n + 0 }' "$1"
}

without_line() {
  line=$2 awk 'function bare(s) { gsub(/^[ \t]+|[ \t\r]+$/, "", s); return s }
    BEGIN { want = "=" bare(ENVIRON["line"]) } "=" bare($0) != want { print }' "$1"
}

delete_line() {
  tell "$1"
  straight "$2" || { refuse 'a link stands on its way'; return 0; }
  if [ ! -e "$root$2" ]; then already; return 0; fi
  [ -f "$root$2" ] || { refuse 'it is no regular file'; return 0; }
  [ "$(count_line "$root$2" "$3")" -gt 0 ] || { already; return 0; }
  ready || return 0
  copy=$keep$2
  mkdir -p "$(dirname "$copy")" || { refuse 'no room to keep a copy'; return 0; }
  # The first copy is the one from before any change.
  [ -e "$copy" ] || cp -p "$root$2" "$copy" || { refuse 'no copy could be made'; return 0; }
  new=$copy.without
  { awk '{ print }' "$root$2" >"$new"; } || { refuse 'no room for the new one'; return 0; }
  if ! cmp -s "$new" "$root$2"; then
    { cat "$root$2"; echo; } | cmp -s - "$new" || { refuse 'it is no plain text: use an editor'; return 0; }
  fi
  without_line "$root$2" "$3" >"$new" || { refuse 'no room for the new one'; return 0; }
  loosen "$root$2"
  cat "$new" >"$root$2" || { refuse "it could not be written; its copy is $copy"; return 0; }
  rm -f "$new"
  tell '  taken out'
}

disable_unit() {
  tell "$1"
  is_that_file "$4" "$5" "$6" || return 0
  if [ -z "$root" ] && [ -z "$3" ] && command -v systemctl >/dev/null 2>&1 && [ -d /run/systemd/system ]; then
    ready || return 0
    systemctl --no-ask-password disable --now "$2" && tell '  disabled' || refuse 'systemctl could not disable it'
    return 0
  fi
  case "$3" in
    '') folder=/etc/systemd/system ;;
    root) folder=/root/.config/systemd/user ;;
    *[!A-Za-z0-9._-]* | .* | -*) refuse 'an odd name of an account'; return 0 ;;
    *) folder=/home/$3/.config/systemd/user ;;
  esac
  straight "$folder" || { refuse 'a link stands on its way'; return 0; }
  set +f
  for link in "$root$folder"/*.wants/"$2" "$root$folder"/*.requires/"$2"; do
    [ -L "$link" ] || continue
    wants=$\{link%/*}
    [ -L "$wants" ] && { refuse 'a link stands on its way'; continue; }
    ready || continue
    room_for "$\{link#"$root"}" || continue
    mv "$link" "$place" && tell '  link moved' || refuse 'a link could not be moved'
  done
  set -f
}

# Seconds since 1970 at which a process started; empty where there is none.
start_of() {
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
  # shellcheck disable=SC2086 # the fields behind the name are numbers
  set -- $\{stat##*") "}
  shift 19
  ticks=$(getconf CLK_TCK 2>/dev/null || echo 100)
  boot=$(awk '$1 == "btime" { print $2 }' /proc/stat)
  echo $((boot + $1 / ticks))
}

stop_process() {
  [ -z "$root" ] || return 0
  tell "$1"
  [ -d "/proc/$2" ] || { already; return 0; }
  [ "$2" != "$$" ] || { refuse 'it is this script'; return 0; }
  now=$(readlink "/proc/$2/exe") || { refuse 'its program cannot be read: be root'; return 0; }
  [ "$\{now% (deleted)}" = "$\{3% (deleted)}" ] || { refuse 'another program has that number by now'; return 0; }
  since=$(start_of "$2")
  [ -n "$since" ] || { already; return 0; }
  apart=$((since - $4))
  [ "$apart" -ge -2 ] && [ "$apart" -le 2 ] || { refuse 'it started at another time than the one in the report'; return 0; }
  ready || return 0
  cp "/proc/$2/exe" "$keep/process-$2" 2>/dev/null && chmod 0400 "$keep/process-$2"
  kill -KILL "$2" && tell '  ended' || refuse 'it could not be ended'
}

remove_container() {
  [ -z "$root" ] || { by_hand "$1"; return 0; }
  tell "$1"
  command -v "$2" >/dev/null 2>&1 || { refuse "there is no $2"; return 0; }
  "$2" inspect --type container "$3" >/dev/null 2>&1 || { already; return 0; }
  ready || return 0
  "$2" stop "$3" >/dev/null || { refuse 'it could not be stopped'; return 0; }
  "$2" export -o "$keep/container-$3.tar" "$3" || { refuse 'stopped, but no copy could be made: it stays'; return 0; }
  "$2" rm "$3" >/dev/null && tell '  kept and removed' || refuse 'it could not be removed'
}

set_value() {
  [ -z "$root" ] || { by_hand "$1"; return 0; }
  tell "$1"
  command -v sysctl >/dev/null 2>&1 || { refuse 'there is no sysctl'; return 0; }
  ready || return 0
  sysctl -w "$2=$3" >/dev/null && tell '  set' || refuse 'it could not be set'
}

finish() {
  if [ "$really" = yes ]; then tell "$acted steps done or tried, $refused refused, $left to do by hand. Kept in: $keep"
  else tell "$refused refused, $left to do by hand. To act: sh $0 --yes"
  fi
  [ "$refused" = 0 ] || exit 1
}
`.replaceAll('$\\{', '${');
