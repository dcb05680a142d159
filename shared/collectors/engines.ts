/**
 * Where the container engines keep their things: found from the running daemons, not assumed. Two daemons of one kind
 * can share a host, each with its own root, and a daemon in a mount namespace of its own may have its root only there.
 */
import { sh } from '#shared/collectors/shell.ts';

export const enginesPrelude = sh`
um_once() { if [ -n "$um_awk" ]; then $um_awk '!seen[$0]++'; else cat; fi; }

um_opt() { # PID OPTION...: the value of the first of these options on its command line
  um_op=$1; shift
  tr '\000' '\n' < "/proc/$um_op/cmdline" | {
    um_next=
    while IFS= read -r um_a; do
      if [ -n "$um_next" ]; then um_say "$um_a"; break; fi
      for um_o; do case $um_a in "$um_o") um_next=1 ;; "$um_o="*) um_say "\${um_a#*=}"; break 2 ;; esac; done
    done
  }
}

# A path as process PID sees it, as it can be reached from here: itself where it is the same file, else through /proc/PID/root.
um_path() { # PID PATH
  case $2 in /*) ;; *) return ;; esac
  if [ "$1" = - ] || [ ! -e "/proc/$1/root$2" ] || [ "$2" -ef "/proc/$1/root$2" ]; then um_say "$2"; else um_say "/proc/$1/root$2"; fi
}

um_json_key() { # FILE KEY
  if [ -r "$1" ]; then sed -n 's/.*"'"$2"'"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p' "$1" | head -n 1; fi
}

um_toml_key() { # FILE KEY: of the part before the first section
  if [ -r "$1" ]; then sed -n '/^[[:space:]]*\[/q; s/^[[:space:]]*'"$2"'[[:space:]]*=[[:space:]]*"\([^"]*\)".*/\1/p' "$1" | head -n 1; fi
}

um_engine() { um_say "$1$um_tab$2$um_tab$3$um_tab\${4:--}$um_tab\${5:--}"; }

um_running_engines() {
  um_each comm | um_xargs -n 1000 $um_grep -E '^(dockerd|dockerd-current|dockerd-latest|dockerd-ce|docker|docker-current|containerd|docker-containe|kubelet|hyperkube|crio|k3s|k3s-server|k3s-agent|rke2)$' |
    while IFS=: read -r um_x um_c; do
      um_p=\${um_x#/proc/}; um_p=\${um_p%/comm}
      case $um_c in
        dockerd* | docker | docker-current)
          if [ "\${um_c#dockerd}" = "$um_c" ]; then tr '\000' '\n' < "/proc/$um_p/cmdline" | grep -qE '^(daemon|-d)$' || continue; fi
          um_cfg=$(um_opt "$um_p" --config-file); um_cfg=\${um_cfg:-/etc/docker/daemon.json}
          um_via=$(um_path "$um_p" "$um_cfg")
          um_root=$(um_opt "$um_p" --data-root --graph -g)
          [ -n "$um_root" ] || um_root=$(um_json_key "$um_via" data-root)
          [ -n "$um_root" ] || um_root=$(um_json_key "$um_via" graph)
          um_run=$(um_opt "$um_p" --exec-root)
          [ -n "$um_run" ] || um_run=$(um_json_key "$um_via" exec-root)
          um_engine dockerd "$um_p" "\${um_root:-/var/lib/docker}" "$um_cfg" "\${um_run:-/var/run/docker}" ;;
        containerd | docker-containe)
          um_x=$(tr '\000' '\n' < "/proc/$um_p/cmdline" | head -n 1)
          case \${um_x##*/} in *shim*) continue ;; esac
          um_cfg=$(um_opt "$um_p" --config -c); um_cfg=\${um_cfg:-/etc/containerd/config.toml}
          um_via=$(um_path "$um_p" "$um_cfg")
          um_root=$(um_opt "$um_p" --root); [ -n "$um_root" ] || um_root=$(um_toml_key "$um_via" root)
          um_run=$(um_opt "$um_p" --state --state-dir); [ -n "$um_run" ] || um_run=$(um_toml_key "$um_via" state)
          um_engine containerd "$um_p" "\${um_root:-/var/lib/containerd}" "$um_cfg" "\${um_run:-/run/containerd}" ;;
        crio) um_engine crio "$um_p" /var/lib/containers/storage /etc/crio/crio.conf /run/containers/storage ;;
        *)
          if [ "$um_c" = hyperkube ]; then tr '\000' '\n' < "/proc/$um_p/cmdline" | grep -q '^kubelet$' || continue; fi
          um_root=$(um_opt "$um_p" --root-dir)
          um_engine kubelet "$um_p" "\${um_root:-/var/lib/kubelet}" "$(um_opt "$um_p" --config)" ;;
      esac
    done
}

# KIND PID DATA-ROOT CONFIG-FILE STATE, one engine a line, "-" for what is unknown; PID "-" for a root without a daemon.
um_find_engines() {
  um_e=$(um_running_engines)
  [ -z "$um_e" ] || um_say "$um_e"
  case $um_e in *"dockerd$um_tab"*) ;; *)
    um_x=$(um_json_key /etc/docker/daemon.json data-root); um_x=\${um_x:-/var/lib/docker}
    if [ -d "$um_x" ]; then um_engine dockerd - "$um_x"; fi ;;
  esac
  case $um_e in *"containerd$um_tab"*) ;; *) if [ -d /var/lib/containerd ]; then um_engine containerd - /var/lib/containerd - /run/containerd; fi ;; esac
}

# Looked for once, guarded; the last line proves that the look was not cut short. If it was, each collector looks itself.
um_look_for_engines() {
  um_engines_found() { um_find_engines; echo end; }
  um_engine_cache=$(um_guarded 10 um_engines_found)
}
um_engines() {
  case $um_engine_cache in
    end) ;;
    *"\${um_nl}end") um_say "\${um_engine_cache%?end}" ;;
    *) um_find_engines ;;
  esac
}

um_docker_dirs() { # FOLDER: that folder of each docker root that has it
  um_engines | while IFS=$um_tab read -r um_k um_p um_r um_x; do
    [ "$um_k" = dockerd ] || continue
    um_d=$(um_path "$um_p" "$um_r")/$1
    if [ -d "$um_d" ]; then um_say "$um_d"; fi
  done | um_once
}

um_no_docker() { # ID WHAT BECAUSE: not there, or not to be seen by this user
  if [ "$um_uid" != 0 ] && [ -n "$(um_engines)" ]; then um_absent "$1" "$2" denied "user $um_user (uid $um_uid) may not read docker's folders"
  else um_absent "$1" "$2" not-applicable "$3"; fi
}
`;
