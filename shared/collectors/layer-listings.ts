import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

/**
 * Names only, of what lies unpacked and of what the layer's tar says should lie there. Never crosses into another filesystem.
 * 100,000 entries and 10 s a layer, 1,000,000 entries and 240 s in all; blobs up to 64 MiB each, 512 MiB in all, smallest
 * first. Folders of mounted overlays come first. What was left out has a record that says so.
 */
export const layerListings = defineCollector({
  id: 'layer-listings',
  why: 'Compares each unpacked layer with the tar it came from, name by name: which file is missing or was changed.',
  changes:
    'lists the folders of every unpacked layer and reads the layer archives up to 512 MiB, which keeps a disk and a processor busy for a while and can renew access times',
  reads: [
    'names below DATA-ROOT/io.containerd.snapshotter.v1.*/snapshots/*/fs, DATA-ROOT/overlay2/*/diff, STORAGE/overlay/*/diff',
    'DATA-ROOT/io.containerd.content.v1.content/blobs/*/* that are layers (names in them)',
    'DATA-ROOT/image/*/layerdb/sha256/*/tar-split.json.gz, STORAGE/overlay-layers/*.tar-split.gz (names in them)',
  ],
  phase: 2,
  twice: false,
  timeoutS: 300,
  maxBytes: 32 * 1024 * 1024,
  withoutRoot: "Nothing: the engines' folders belong to root.",
  sosreport: [],
  script: sh`
um_layer_listings() {
  um_what='names below the folders of unpacked layers and in their tars'
  um_plan=$(um_layer_plan)
  if [ -z "$um_plan" ]; then um_no_store layer-listings "$um_what" 'neither containerd snapshots, nor overlay2 of docker, nor containers/storage are here'; return; fi
  case $um_bolt_masker in
    '') um_plain_listings ;;
    perl) um_listing_input | perl -e "$um_layer_perl" >&3 ;;
    *) um_listing_input | "$um_python" -S -E -c "$um_layer_python" >&3 ;;
  esac
}

um_layer_plan() {
  um_engines | while IFS=$um_tab read -r um_k um_p um_x; do case $um_p in [0-9]*) um_say "mounts$um_tab/proc/$um_p/mountinfo" ;; esac; done | um_once
  um_snapshotters | while read -r um_d; do
    for um_x in "$um_d"/snapshots/*; do
      case $um_d in *.native) if [ -d "$um_x" ]; then um_say "folder$um_tab$um_x"; fi ;; *) if [ -d "$um_x/fs" ]; then um_say "folder$um_tab$um_x/fs"; fi ;; esac
    done
  done
  um_overlay_stores | while read -r um_d; do for um_x in "$um_d"/*; do if [ -d "$um_x/diff" ]; then um_say "folder$um_tab$um_x/diff"; fi; done; done
  um_containerd_roots | while read -r um_d; do for um_x in "$um_d"/io.containerd.content.v1.content/blobs/*/*; do if [ -f "$um_x" ]; then um_say "blob$um_tab$um_x"; fi; done; done
  um_docker_dirs image | while read -r um_d; do for um_x in "$um_d"/*/layerdb/sha256/*/tar-split.json.gz; do if [ -f "$um_x" ]; then um_say "split$um_tab$um_x"; fi; done; done
  um_storages | while read -r um_d; do for um_x in "$um_d"/*-layers/*.tar-split.gz; do if [ -f "$um_x" ]; then um_say "split$um_tab$um_x"; fi; done; done
}

um_listing_input() {
  um_say "$um_nonce $um_max 100000 1000000 10 240 67108864 536870912 $(uname -m) $um_uid"
  um_say "mounts$um_tab/proc/self/mountinfo"
  um_say "$um_plan"
}

# Without perl and python: names by find, blobs by tar, whose text is the record. No attributes, so opaque is unknown.
um_plain_listings() {
  um_say "$um_plan" | while IFS=$um_tab read -r um_k um_x; do
    case $um_k in
      folder)
        um_what="names below $um_x"
        if [ -z "$um_find" ]; then um_absent "layer-listings/folder/$um_x" "$um_what" not-found 'there is neither perl, nor python3, nor a find with -printf here'
        else um_record "layer-listings/folder/$um_x" "$um_what" um_found_names "$um_x"; fi ;;
      blob)
        um_s=$(um_say "$um_x" | um_sizes); um_s=\${um_s%%"$um_tab"*}
        um_t=$(head -c 2 "$um_x" | od -An -tx1 | tr -d ' \n')
        [ "$um_t" = 1f8b ] || continue
        um_n=\${um_x##*/}; um_d=\${um_x%/*}; um_d=\${um_d##*/}
        um_what="tar -tv of $um_x"
        if [ "$um_s" -gt 67108864 ]; then um_absent "layer-listings/tar/$um_d:$um_n" "$um_what" not-applicable "it has $um_s bytes, more than 67108864: left out"
        elif ! um_has tar || ! um_has gzip; then um_absent "layer-listings/tar/$um_d:$um_n" "$um_what" not-found 'tar or gzip is not installed'
        else um_record "layer-listings/tar/$um_d:$um_n" "$um_what" um_tar_names "$um_x"; fi ;;
      split) um_absent "layer-listings/tar-split/$um_x" "names in $um_x" not-found 'there is neither perl nor python3 here to read it with' ;;
    esac
  done
}
um_tar_names() { gzip -dc < "$1" | um_box 20 tar -tvf -; }
um_found_names() {
  um_box 10 find "$1" -xdev ! -type c ! -type b -printf "%y$um_tab%m$um_tab%s$um_tab%U$um_tab%G$um_tab%i$um_tab""0:0$um_tab-$um_tab%P$um_tab%l\0" &&
    um_box 10 find "$1" -xdev \( -type c -o -type b \) -printf "%y$um_tab%m$um_tab%s$um_tab%U$um_tab%G$um_tab%i$um_tab-$um_tab-$um_tab%P$um_tab\0" && printf 'end\0'
}
`,
});
