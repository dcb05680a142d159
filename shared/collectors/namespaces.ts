/** Which namespaces there are and through whom each can be read: shell functions of the namespace collectors. */
import { quoteForShell, sh } from '#shared/collectors/shell.ts';

/**
 * Rows `INODE<TAB>PREFIX…`, the order in which tables are read. A process whose root is not "/" comes last: mountinfo
 * shows only what lies below the reader's root.
 */
const planTables = sh`
function row(ns, prefix, rooted) {
  if (!(ns in rank)) { rank[ns] = 4; order[++count] = ns }
  if (rooted) { if (tried[ns] < 3) { tried[ns]++; first[ns] = first[ns] "\t" prefix } }
  else if (other[ns] < 3) { other[ns]++; last[ns] = last[ns] "\t" prefix }
}
function raise(ns, r) { if (r < rank[ns]) rank[ns] = r }
BEGIN { FS = "\t" }
/^\/proc\/[0-9]+\/comm:/ { split($0, a, "/"); c = $0; sub(/^[^:]*:/, "", c); comm[a[3]] = c; next }
/^\/proc\/[0-9]+\/root\t\/$/ { split($1, a, "/"); root[a[3]] = 1; next }
/^\/proc\/[0-9]+\/ns\/mnt\tmnt:\[[0-9]+\]$/ {
  split($1, a, "/"); p = a[3]; ns = $2; gsub(/[^0-9]/, "", ns)
  row(ns, "/proc/" p, p in root)
  if (p == 1 || p == self) raise(ns, 0)
  if (p == self) mine = ns
  if (comm[p] ~ /^(dockerd|docker-containe|containerd$|kubelet|crio|k3s|podman|rke2|systemd$)/) raise(ns, 1)
  if (comm[p] ~ /node_exporter|cadvisor|fluent|filebeat|log-pilot|splunk|datadog|agent|newrelic|exporter/) raise(ns, 3)
  next
}
/^\/proc\/[0-9]+\/task\/[0-9]+\/ns\/mnt\tmnt:\[[0-9]+\]$/ {
  ns = $2; gsub(/[^0-9]/, "", ns); at = $1; sub(/\/ns\/mnt$/, "", at)
  if (!(ns in rank)) { row(ns, at, 1); raise(ns, 2) } else row(ns, at, 0)
}
END {
  for (r = 0; r <= 4; r++) { if (r == 3) print "quick"
   for (i = 1; i <= count; i++) { ns = order[i]
    if (rank[ns] == r) print ns (ns == mine && !(1 in comm) ? "\t/proc/" self : "") first[ns] last[ns] } }
}`;

export const namespacesPrelude = sh`
um_plan_awk=${quoteForShell(planTables)}

um_odd_threads() {
  if [ -n "$um_perl" ]; then um_walk odd-threads; return; fi
  for um_p in /proc/[0-9]*; do
    set -- "$um_p"/task/*
    [ "$#" -gt 1 ] || continue
    echo "$um_p/ns/mnt"
    for um_x; do [ "\${um_x##*/}" = "\${um_p#/proc/}" ] || um_say "$um_x/ns/mnt"; done
  done | um_links_nl | $um_awk -F "$um_tab" '{ n = split($1, a, "/"); if (n == 5) own[a[3]] = $2; else if (own[a[3]] != $2) print }'
}

um_plan_tables() {
  { if [ -n "$um_perl" ]; then um_walk plan
    else
      um_each comm | um_lines
      um_each root | um_rooted
      um_each ns/mnt | um_links_nl
      um_odd_threads
    fi
  } | $um_awk -v self="$$" "$um_plan_awk"
}

# Those of /proc/PID/root whose link is just "/". Asked of find, so that no foreign path gets into the plan.
um_rooted() {
  if [ -n "$um_find" ]; then um_xargs -n 1000 sh -c 'exec find "$@" -maxdepth 0 -lname / -printf "%p\t/\n"' sh 2>/dev/null
  else um_links_nl | grep "^/proc/[0-9]*/root$um_tab/$"; fi
}

# Without awk: the first process of each namespace.
um_plan_plain() {
  um_seen=' '
  for um_p in /proc/1 "/proc/$$" /proc/[0-9]*; do echo "$um_p/ns/mnt"; done | um_links_nl | while IFS=$um_tab read -r um_x um_ns; do
    um_ns=\${um_ns#mnt:?}; um_ns=\${um_ns%?}
    case $um_seen in *" $um_ns "*) continue ;; esac
    um_seen="$um_seen$um_ns "
    echo "$um_ns$um_tab\${um_x%/ns/mnt}"
  done
}

# Descriptors whose link names a path or a namespace; ended by NUL (0) or newline (n).
um_open_links() {
  if [ -n "$um_perl" ]; then um_walk open-links "$1"
  elif [ -n "$um_find" ]; then
    case $1 in 0) um_x='\0' ;; *) um_x='\n' ;; esac
    um_each fd | um_xargs -n 500 sh -c 'exec find "$@" -mindepth 1 -maxdepth 1 \( -lname "/*" -o -lname "mnt:*" -o -lname "net:*" \) ! -lname /dev/null -printf "%p\t%l$0"' "$um_x" 2>/dev/null
  else
    for um_x in /proc/[0-9]*/fd/*; do um_say "$um_x"; done | um_links_nl | grep -E "$um_tab(/|mnt:|net:)"
  fi
  return 0
}

# Passes a table through and says on stderr which namespaces are pinned in it.
um_spot_pins() {
  if [ -n "$um_awk" ]; then $um_awk '{ print } index($0, "mnt:[") && / - (nsfs|proc) / && $4 ~ /^mnt:\[[0-9]+\]$/ { print "pin\t" substr($4, 6, length($4) - 6) "\t" $5 > "/dev/stderr" }'
  else cat; fi
}

um_one_table() { # ID FILE: its table within its box; true when it came whole
  um_begin "$1" "$2"
  um_t=$({ { um_box "$um_box_s" cat "$2" 4>&- 5>&-; echo "rc $?" >&6; } | um_spot_pins >&3 2>&6; } 6>&1)
  case $um_t in *'rc 137'* | *'rc 124'* | *'rc 265'*) um_end timed-out "$((um_box_s * 1000))"; return 1 ;; esac
  um_end complete 0
}

# The tables of the plan without perl: a fork or two per namespace.
um_shell_tables() {
  um_now; um_t0=\${um_up%.*} um_ifs=$IFS
  IFS=$um_nl
  for um_row in $um_plan; do
    [ "$um_row" != quick ] || continue
    IFS=$um_tab; set -- $um_row; IFS=$um_ifs
    um_t_id="mount-table/$1"; shift
    um_now
    if [ "$((\${um_up%.*} - um_t0))" -ge "$um_total_s" ]; then um_absent "$um_t_id" "$1/mountinfo" timed-out "$((um_total_s * 1000))"; continue; fi
    um_via= um_empty=
    for um_x; do
      um_first=
      read -r um_first < "$um_x/mountinfo" && { um_via=$um_x; break; }
      [ -e "$um_x/mountinfo" ] && um_empty=\${um_empty:-$um_x}
    done
    if [ -z "$um_via" ]; then
      if [ -n "$um_empty" ]; then um_absent "$um_t_id" "$um_empty/mountinfo" complete 0
      else um_absent "$um_t_id" "$1/mountinfo" not-found 'every process of this namespace ended before its table was read'; fi
      continue
    fi
    if um_one_table "$um_t_id" "$um_via/mountinfo"; then
      [ "$um_reread" = 1 ] && um_one_table "$um_t_id/again" "$um_via/mountinfo"
    else
      um_one_table "$um_t_id/mounts" "$um_via/mounts"
    fi
    case $um_t in *pin"$um_tab"*)
      um_pins="$um_pins$(um_say "$um_t" | sed -n "s|^pin$um_tab\([0-9]*\)$um_tab|\1$um_tab$um_via$um_tab|p")$um_nl" ;;
    esac
  done
  IFS=$um_ifs
}

# Namespaces that a pin or a descriptor names and no process or thread lives in: INODE, how to reach it, how it is called.
um_processless() {
  [ -n "$um_awk" ] || return
  { um_say "$um_plan" | sed "s/^/plan$um_tab/"
    [ -z "$um_pins" ] || um_say "$um_pins" | sed "s/^/pin$um_tab/"
    um_say "$um_ns_fds"
  } | $um_awk -F "$um_tab" '
    $1 == "plan" { live[$2] = 1; next }
    $1 == "pin" { if ($2 != "" && !($2 in live)) print $2 "\t" $3 "/root" $4 "\t" $4; next }
    $1 ~ /^\/proc\/[0-9]+\/fd\/[0-9]+$/ && $2 ~ /^mnt:\[[0-9]+\]$/ { ns = $2; gsub(/[^0-9]/, "", ns); if (!(ns in live)) print ns "\t" $1 "\t" $1 }'
}
`;
