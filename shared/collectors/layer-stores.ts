/** Where engines keep layers unpacked: shell functions of the layer collectors. Every path is one line. */
import { sh } from '#shared/collectors/shell.ts';

export const layerStoresPrelude = sh`
um_containerd_roots() {
  { um_engines | while IFS=$um_tab read -r um_k um_p um_r um_x; do
      case $um_k in
        containerd) um_path "$um_p" "$um_r" ;;
        # Its own containerd, where it starts one.
        dockerd) um_path "$um_p" "$um_r/containerd/daemon" ;;
      esac
    done
    um_say /var/lib/rancher/k3s/agent/containerd
    um_say /var/lib/rancher/rke2/agent/containerd
  } | while read -r um_d; do if [ -d "$um_d" ]; then um_say "$um_d"; fi; done | um_once
}

um_snapshotters() {
  um_containerd_roots | while read -r um_d; do for um_x in "$um_d"/io.containerd.snapshotter.v1.*; do if [ -d "$um_x" ]; then um_say "$um_x"; fi; done; done
}

# Roots of containers/storage: podman's, cri-o's, and those of each user that root can see.
um_storages() {
  { for um_x in /etc/containers/storage.conf /usr/share/containers/storage.conf; do
      [ -r "$um_x" ] && sed -n 's/^[[:space:]]*\(graphroot\|imagestore\)[[:space:]]*=[[:space:]]*"\([^"]*\)".*/\2/p' "$um_x"
    done
    um_say /var/lib/containers/storage
    um_say "$HOME/.local/share/containers/storage"
    if [ "$um_uid" = 0 ]; then for um_x in /home/*/.local/share/containers/storage; do um_say "$um_x"; done; fi
  } | while read -r um_d; do if [ -d "$um_d" ]; then um_say "$um_d"; fi; done | um_once
}

um_overlay_stores() { # docker's and those of containers/storage
  um_docker_dirs overlay2
  um_storages | while read -r um_d; do if [ -d "$um_d/overlay" ]; then um_say "$um_d/overlay"; fi; done
}

# TYPE, MTIME, PATH of each path on stdin that is there. Links are not followed.
if [ -n "$um_find" ]; then
  um_folders() { um_xargs -n 1000 sh -c 'exec find "$@" -maxdepth 0 -printf "%y\t%T@\t%p\n"' sh 2>/dev/null; return 0; }
  um_sizes() { um_xargs -n 1000 sh -c 'exec find "$@" -maxdepth 0 -type f -printf "%s\t%p\n"' sh 2>/dev/null; return 0; }
else
  um_folders() {
    um_xargs -n 1000 stat -c "%f$um_tab%Y$um_tab%n" -- 2>/dev/null |
      sed -n 's/^4[0-9a-f]\{3\}\t/d\t/p; s/^8[0-9a-f]\{3\}\t/f\t/p; s/^a[0-9a-f]\{3\}\t/l\t/p; s/^2[0-9a-f]\{3\}\t/c\t/p; s/^6[0-9a-f]\{3\}\t/b\t/p; s/^1[0-9a-f]\{3\}\t/p\t/p; s/^c[0-9a-f]\{3\}\t/s\t/p'
    return 0
  }
  um_sizes() { um_xargs -n 1000 stat -c "%f$um_tab%s$um_tab%n" -- 2>/dev/null | sed -n 's/^8[0-9a-f]\{3\}\t//p'; return 0; }
fi

# KIND BECAUSE of a record for stores that are not there, or not to be seen by this user.
um_no_store() { # ID WHAT BECAUSE
  if [ "$um_uid" != 0 ] && { [ -n "$(um_engines)" ] || { [ -d /var/lib/containers ] && [ ! -x /var/lib/containers/storage ]; }; }; then
    um_absent "$1" "$2" denied "user $um_user (uid $um_uid) may not read the folders of container engines"
  else um_absent "$1" "$2" not-applicable "$3"; fi
}
`;
