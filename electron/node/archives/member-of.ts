import type { TarMember } from '#electron/node/archives/read-tar-members.ts';
import type { SeenPlaces } from '#electron/node/archives/seen-places.ts';
import type { ArchiveMember } from '#shared/archive/member.ts';
import { judgeName } from '#shared/archive/member-name.ts';
import { decodeText } from '#shared/parsers/decode.ts';

/** What the archive says of a member, judged. A sparse file has no size: its body is not given. */
export function memberOf(found: TarMember, index: number, seen: SeenPlaces): ArchiveMember {
  const { kind, nameBytes, linkBytes } = found;
  const name = decodeText(nameBytes);
  const { place, oddities } = judgeName(name, found.nameCut);
  const isLink = kind === 'symlink' || kind === 'hardlink';
  return {
    index,
    kind,
    name,
    nameBytes,
    place,
    oddities,
    duplicate: kind !== 'directory' && seen.meet(place ?? name),
    size: kind === 'file' && !found.sparse ? found.storedBytes : 0,
    linkTarget: isLink ? decodeText(linkBytes) : null,
    mtimeMs: found.mtimeMs,
  };
}
