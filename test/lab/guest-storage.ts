/** What the guest itself says of its thin pools and containers: dmsetup, losetup, docker's own files. Nothing of ours reads them. */
import { inGuest } from '#test/lab/guest.ts';

/** One container of either dockerd, from its files, with the devices below it from `dmsetup`. Devices are `major:minor`. */
export interface GuestContainer {
  readonly root: string;
  readonly name: string;
  readonly id: string;
  readonly mountId: string;
  readonly deviceId: number;
  readonly pool: string;
  /** Null: no dm device maps it. */
  readonly active: string | null;
  readonly data: string;
  readonly disk: string;
}

const containersScript = `
number() { dmsetup info -c --noheadings --separator : -o major,minor "$1"; }
tables=$(dmsetup table --target thin)
for root in /var/lib/docker /var/lib/docker-lvm; do
  socket=/run/\${root##*/}.sock
  name=$(docker -H "unix://$socket" info -f '{{json .DriverStatus}}' | jq -r '.[] | select(.[0] == "Pool Name") | .[1]')
  pool=$(number "$name")
  data=$(dmsetup table "$name" | cut -d' ' -f5)
  case $data in
    7:*) disk=$(findmnt -nro MAJ:MIN -T "$(losetup -nO BACK-FILE "/dev/loop\${data#7:}")") ;;
    *) disk=$(dmsetup table -j "\${data%:*}" -m "\${data#*:}" | cut -d' ' -f4) ;;
  esac
  for folder in "$root"/containers/*/; do
    id=$(basename "$folder")
    mount=$(cat "$root/image/devicemapper/layerdb/mounts/$id/mount-id")
    device=$(jq .device_id "$root/devicemapper/metadata/$mount")
    active=$(printf '%s\\n' "$tables" | grep -E " thin $pool $device( |$)" | sed 's/: 0 .*//')
    [ -z "$active" ] || active=$(number "$active")
    jq -nc --arg root "$root" --arg name "$(jq -r .Name "$folder/config.v2.json")" --arg id "$id" --arg mountId "$mount" \\
      --argjson deviceId "$device" --arg pool "$pool" --arg active "$active" --arg data "$data" --arg disk "$disk" \\
      '{root: $root, name: $name[1:], id: $id, mountId: $mountId, deviceId: $deviceId, pool: $pool, data: $data, disk: $disk,
        active: (if $active == "" then null else $active end)}'
  done
done`;

const lines = (text: string) => text.split('\n').filter((line) => line !== '');

export async function containersOfGuest(): Promise<readonly GuestContainer[]> {
  return lines(await inGuest(containersScript)).map((line) => JSON.parse(line) as GuestContainer);
}

/** `name` to what follows `thin-pool ` in `dmsetup status --noflush`. */
export async function poolsOfGuest(): Promise<ReadonlyMap<string, string>> {
  const said = lines(await inGuest('dmsetup status --noflush --target thin-pool'));
  return new Map(said.map((line) => [line.split(': 0 ')[0]!, line.split(' thin-pool ')[1]!.trim()]));
}

/** `major:minor` of a dm device. */
export const dmNumber = (name: string): Promise<string> =>
  inGuest(`dmsetup info -c --noheadings --separator : -o major,minor '${name}'`);

export interface GuestBlocks {
  readonly id: number;
  readonly mapped: number;
  readonly exclusive: number;
  readonly shared: number;
  /** The same as mapped, added up from the mappings that thin_dump prints. */
  readonly dumped: number;
}

const blocksScript = (pool: string) => `
node=/dev/block/$(dmsetup table '${pool}' | cut -d' ' -f4)
dmsetup message '${pool}' 0 reserve_metadata_snap
thin_ls -m --no-headers -o DEV,MAPPED_BLOCKS,EXCLUSIVE_BLOCKS,SHARED_BLOCKS "$node"
echo dump
thin_dump -m "$node" | awk -F'"' '
  /<device / { id = $2; n[id] += 0 }
  /<single_mapping / { n[id]++ }
  /<range_mapping / { n[id] += $6 }
  END { for (id in n) print id, n[id] }'
dmsetup message '${pool}' 0 release_metadata_snap`;

/** Blocks of every thin device of a pool, by id, as the guest's own thin_ls and thin_dump count them. */
export async function blocksOfGuest(pool: string): Promise<readonly GuestBlocks[]> {
  const [listed, dumped] = (await inGuest(blocksScript(pool))).split('dump\n');
  const rows = (text: string) => lines(text).map((line) => line.trim().split(/\s+/).map(Number));
  const dump = new Map(rows(dumped ?? '').map(([id, blocks]) => [id!, blocks!]));
  return rows(listed!)
    .map(([id, mapped, exclusive, shared]) => ({
      id: id!,
      mapped: mapped!,
      exclusive: exclusive!,
      shared: shared!,
      dumped: dump.get(id!) ?? 0,
    }))
    .sort((a, b) => a.id - b.id);
}

/** Seconds since the guest was booted; kernel lines carry the same clock. */
export const uptime = async (): Promise<number> => Number((await inGuest('cat /proc/uptime')).split(' ')[0]);

/** Waits in the guest until `command` succeeds. */
export const until = (seconds: number, command: string): Promise<string> =>
  inGuest(`for i in $(seq ${seconds}); do { ${command}; } >/dev/null 2>&1 && exit 0; sleep 1; done; exit 1`);
