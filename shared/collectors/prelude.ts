/**
 * The shell functions that collectors build on. Frame lines: shared/evidence/frame-lines.ts.
 *
 * Rules that hold in all of it: no here-document and no `sort` (both may open files in $TMPDIR), no redirection to a
 * file but /dev/null, no fork per process, nothing that waits for a child that was killed (a child in D state never
 * dies). The nonce stays in an unexported variable and reaches other programs through their stdin only.
 */
import { sh } from '#shared/collectors/shell.ts';

/** Emitting frames, and the clock. mksh has no builtin printf: an external one would show the nonce in its argv. */
const frames = sh`
um_tab=$(printf '\t')
um_rs=$(printf '\036')
um_nl='
'
case $(type printf 2>/dev/null) in
  *builtin*) um_line() { printf '%s%s %s\n' "$um_rs" "$um_nonce" "$1"; }
    um_text() { printf '%s' "$1"; } ;;
  *) um_line() { print -r -- "$um_rs$um_nonce $1"; }
    um_text() { print -rn -- "$1"; } ;;
esac

# echo would take backslashes in names for escapes.
um_say() { um_text "$1$um_nl"; }

# /proc/uptime is monotonic and costs no fork.
um_now() { um_up=; read -r um_up um_x < /proc/uptime; }

# A field of a frame line: no separator of ours inside.
um_field() {
  um_f=$1
  case $um_f in *"$um_tab"* | *"$um_nl"* | *"$um_rs"*) um_f=$(um_text "$1" | tr '\011\012\036' '???') ;; esac
  if [ "\${#um_f}" -gt 1024 ]; then um_f='(a name too long to repeat)'; fi
}

um_begin() { # ID WHAT
  um_now; um_field "$2"
  um_line "B$um_tab$1$um_tab$um_max$um_tab$um_up$um_tab$um_f"
}

um_end() { # END ARGUMENT
  um_now; um_field "$2"
  um_line "E$um_tab$1$um_tab$um_f$um_tab$um_up"
}

um_absent() { # ID WHAT END BECAUSE: a record that says why there is nothing
  um_begin "$1" "$2"; um_end "$3" "$4"
}
`;

/**
 * One record from one command: stdout is the body, bounded; stderr apart, its last 4 KiB; exit code.
 * `um_denied`, when set by the collector, says why an ordinary user's result is partial. Exit code 75 (EX_TEMPFAIL in sysexits.h):
 * the command could not read it whole, and its last line of stderr says why.
 */
const records = sh`
if [ "$(printf abc | head -c 2 2>/dev/null)" = ab ]; then
  um_cap() { head -c "$((um_max + 1))"; }
else
  um_cap() { cat; }
fi
if [ "$(printf abc | tail -c 2 2>/dev/null)" = bc ]; then
  um_errtail() { tail -c 4096 | tr -d '\000\036'; }
else
  um_errtail() { tr -d '\000\036'; }
fi

um_record() { # ID WHAT COMMAND...
  if [ -n "$um_lacks" ]; then um_absent "$1" "$2" not-found "$um_lacks is not installed"; return; fi
  um_begin "$1" "$2"; shift 2
  um_err=$({ { "$@"; echo "$um_nl$?" >&5; } 2>&5 | um_cap >&3; } 5>&1 | um_errtail)
  um_rc=\${um_err##*"$um_nl"}
  um_err=\${um_err%"$um_nl"*}
  if [ -n "$um_err" ]; then um_line S; um_text "$um_err"; fi
  case $um_err in
    *'was given up after'*) um_end timed-out 5000 ;;
    *) if [ -n "$um_denied" ]; then um_end denied "$um_denied"
      elif [ "$um_rc" = 75 ]; then um_last=\${um_err%"$um_nl"}; um_end denied "\${um_last##*"$um_nl"}"
      else um_end complete "$um_rc"; fi ;;
  esac
}
`;

/** Deadlines. A watched job is killed with all its descendants; its waiter does not wait for them. */
const deadlines = sh`
um_killtree() { # PID
  kill -STOP "$1"
  um_all=" $1 "
  for um_pass in 1 2 3; do
    um_more=
    for um_s in /proc/[0-9]*/status; do
      um_p=\${um_s#/proc/}; um_p=\${um_p%/status}
      case $um_all in *" $um_p "*) continue ;; esac
      um_v=
      while read -r um_k um_v um_x; do [ "$um_k" = PPid: ] && break; done < "$um_s"
      case $um_all in *" $um_v "*) um_all="$um_all$um_p "; um_more=1 ;; esac
    done
    [ -n "$um_more" ] || break
  done
  kill -KILL $um_all
}

um_watch() { # PID SECONDS
  exec </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&-
  um_sleeper=
  trap 'kill $um_sleeper; exit 0' TERM
  sleep "$2" & um_sleeper=$!
  wait "$um_sleeper"
  um_killtree "$1"
}

# timeout(1) of coreutils kills its own group, itself included, so nobody waits for a child in D state.
# busybox's does wait, and very old ones spell it differently: there a watched subshell does the same.
case $(timeout --version 2>/dev/null) in
  *coreutils*) um_box() { um_t=$1; shift; timeout -s KILL "$um_t" "$@"; }
    um_box5='timeout -s KILL 5' um_box1='timeout -s KILL 1' ;;
  *) um_box() {
      um_t=$1; shift
      ( "$@"; exit "$?" ) & um_boxed=$!
      um_watch "$um_boxed" "$um_t" & um_boxdog=$!
      wait "$um_boxed"; um_brc=$?
      kill "$um_boxdog"
      return "$um_brc"
    }
    um_box5= um_box1= ;;
esac

# The output of a function, whole or not. The relay is what the caller's $( ) waits for, and it can be killed.
um_guarded() { # SECONDS FUNCTION
  ( "$2" | cat; exit 0 ) & um_g=$!
  um_watch "$um_g" "$1" & um_gdog=$!
  wait "$um_g"
  kill "$um_gdog"
}

um_hand_over() { # COLLECTOR NEXT MAXBYTES: within one job
  um_now
  um_line "D$um_tab$1$um_tab$um_sample$um_tab$um_up$um_tab""ok"
  um_line "C$um_tab$2$um_tab$um_sample$um_tab$um_up"
  um_id=$2 um_max=$3 um_denied=
}

um_job() { # COLLECTOR SAMPLE SECONDS MAXBYTES FUNCTION
  um_now; um_t0=\${um_up%.*}
  um_line "C$um_tab$1$um_tab$2$um_tab$um_up"
  ( exec 3>&1; um_id=$1 um_sample=$2 um_max=$4 um_denied=; "$5"; exit 0 ) & um_job=$!
  um_watch "$um_job" "$3" & um_dog=$!
  wait "$um_job"; um_jrc=$?
  kill "$um_dog"
  um_now
  if [ "$um_jrc" -gt 128 ] && [ "$((\${um_up%.*} - um_t0))" -ge "$(($3 - 1))" ]; then
    sleep 1
    um_now
    um_line "D$um_tab$1$um_tab$2$um_tab$um_up$um_tab""timed-out$um_tab$(($3 * 1000))"
  else
    um_line "D$um_tab$1$um_tab$2$um_tab$um_up$um_tab""ok"
  fi
}
`;

/** Reading many files, links and stats with few forks. All take newline-separated paths on stdin. */
const readers = sh`
um_xargs() { tr '\n' '\000' | xargs -0 -r "$@"; }
um_has() { command -v "$1" >/dev/null 2>&1; }

um_each() { # FILE...: /proc/PID/FILE of every process
  for um_p in /proc/[0-9]*; do for um_x; do echo "$um_p/$um_x"; done; done
}

if grep -aH '' /dev/null >/dev/null 2>&1 || [ "$?" -eq 1 ]; then um_grep='grep -aHs'; else um_grep='grep -Hs'; fi

um_lines() { um_xargs -n 1000 $um_grep ''; return 0; }

# As um_lines, in batches that have a deadline each: /proc/PID/cmdline and maps can hang on one sick process.
um_lines_boxed() { # PATTERN
  um_xargs -n 400 sh -c "$um_box5 $um_grep -- \"\$0\" \"\$@\"; [ \"\$?\" -lt 124 ] || echo 'a batch was given up after 5 s' >&2; :" "$1"
  return 0
}

um_find=
if [ "$(find / -maxdepth 0 -printf x 2>/dev/null)" = x ]; then
  um_find=1
  um_links() { um_xargs -n 1000 sh -c 'exec find "$@" -maxdepth 0 -lname "?*" -printf "%p\t%l\0"' sh 2>/dev/null; return 0; }
  um_links_nl() { um_xargs -n 1000 sh -c 'exec find "$@" -maxdepth 0 -lname "?*" -printf "%p\t%l\n"' sh 2>/dev/null; return 0; }
else
  um_links_nl() { um_xargs -n 1000 ls -ld 2>/dev/null | sed -n "s|^l[^/]*\(/proc/[0-9]*/[a-z0-9/]*\) -> |\1$um_tab|p"; return 0; }
  um_links() { um_links_nl; }
fi

# --cached=always asks no server: a dead NFS mount cannot hang it. Only newer stat has it.
um_stat="stat -L -c '%n$um_tab%d$um_tab%f$um_tab%t:%T'"
case $(stat --help 2>/dev/null) in *--cached=*) um_stat="$um_stat --cached=always" ;; esac

um_devices() {
  um_xargs -n 256 sh -c "$um_box5 $um_stat -- \"\$@\"
    if [ \"\$?\" -ge 124 ] && [ -n '$um_box1' ]; then for f; do $um_box1 $um_stat -- \"\$f\"; [ \"\$?\" -lt 124 ] || echo \"\$f was given up after 1 s\" >&2; done; fi; :" sh
  return 0
}

# Mount points of filesystems whose server may be gone; "/" is left out, a host whose root hangs answers nothing anyway.
um_netmounts() {
  $um_awk '$3 ~ /^(nfs|cifs|smb|ncp|fuse|autofs|9p|afs|ceph|gluster|lustre|gpfs|beegfs|orangefs|coda|davfs|virtiofs)/ && $2 != "/" {
    p = $2; gsub(/\\040/, " ", p); gsub(/\\011/, "\t", p); gsub(/\\134/, "\\", p); print "!" p }' /proc/self/mounts /proc/1/mounts
}

# Of links (newline-ended, on stdin) the paths whose target is a path that stat may touch.
um_statable() {
  { um_netmounts; cat; } | $um_awk '
    substr($0, 1, 1) == "!" { net[++n] = substr($0, 2) "/"; next }
    { t = index($0, "\t"); if (!t) next
      to = substr($0, t + 1); if (substr(to, 1, 1) != "/") next
      if (to ~ /^\/(memfd:|SYSV|\[aio\]|dev\/(null|zero|full|random|urandom|tty|ptmx|console|pts\/))/) next
      if (substr($0, 1, t - 1) !~ /^\/proc\/[0-9]+\/(fd\/[0-9]+|root|cwd|exe)$/) next
      for (i = 1; i <= n; i++) if (index(to "/", net[i]) == 1) { skipped++; next }
      print substr($0, 1, t - 1) }
    END { if (skipped) print skipped " paths below network mounts were not touched" > "/dev/stderr" }'
}
`;

/** What this shell can see, once, before anything is read. */
const surroundings = sh`
um_awk=
for um_x in mawk gawk awk; do um_has "$um_x" && { um_awk=$um_x; break; }; done
um_perl=; um_has perl && um_perl=perl
um_python=
for um_x in python3 /usr/libexec/platform-python python; do um_has "$um_x" && { um_python=$um_x; break; }; done
um_lacks=
for um_x in grep sed tr xargs; do um_has "$um_x" || um_lacks=$um_x; done
um_uid=$(id -u)
um_user=$(id -un)
um_everything=
if [ "$um_uid" = 0 ] && ls -l /proc/1/ns/mnt >/dev/null 2>&1 && [ -n "$(ls -l /proc/1/root 2>/dev/null | sed -n 's/.* -> //p')" ]; then um_everything=1; fi
um_not_root="user $um_user (uid $um_uid) may not read this of other users' processes"
[ "$um_uid" != 0 ] || um_not_root='root without CAP_SYS_PTRACE, or in a container, may not read this of every process'
um_hidepid=$(sed -n 's|^[^ ]* /proc proc [^ ]*hidepid=\([a-z0-9]*\).*|\1|p' /proc/self/mounts)
`;

export const prelude = [frames, readers, records, deadlines, surroundings].join('\n\n');
