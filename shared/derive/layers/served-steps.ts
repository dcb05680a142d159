import { isAbsent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import { cite } from '#shared/derive/chain/cite.ts';
import { imageGroups } from '#shared/derive/layers/image-groups.ts';
import { entryText, layerTitle } from '#shared/derive/layers/words.ts';
import type { ServedAnswer } from '#shared/derive/layers-figure.ts';
import type { CitedLine } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import { layerIntegrity } from '#shared/model/layers/integrity.ts';
import type { MergedPath } from '#shared/model/layers/merged-path.ts';
import type { ServedPath } from '#shared/model/layers/serve-path.ts';
import { mountRef } from '#shared/model/mount.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

type Step = ServedAnswer['steps'][number];

/** Layers that were not listed, one by one; more say no more. */
const mostUnknown = 4;

/** From the links that the path goes through to the mount, the volume or the layer, each with the line that says so. */
export function servedSteps(analysis: Analysis, container: Container, served: ServedPath): readonly Step[] {
  const { model } = analysis;
  const { index } = imageGroups(model);
  const { mount, volume, onDevice, merged, followed, path } = served;
  const cited = (source: SourceRef | null, words: readonly string[]): readonly CitedLine[] =>
    source ? cite(analysis, source, words) : [];
  const out: Step[] = followed.map((link, i) => {
    const listing = model.folderListings.get(link.layer);
    return {
      key: `served:link:${i}`,
      label: say(msg('served.step.link')),
      title: `${link.path} -> ${link.target}`,
      aside: titleOf(link.layer),
      trouble: 'none',
      cited: cited(
        listing && !isAbsent(listing) ? { evidence: listing.evidence, line: lineOf(listing.entries, link.path) } : null,
        [],
      ),
    };
  });
  if (isAbsent(mount)) {
    out.push({
      key: 'served:mount',
      label: say(msg('served.step.mount')),
      title: say(msg('served.no-table')),
      aside: mount.because,
      trouble: 'warn',
      cited: [],
    });
  } else {
    const { shape } = mount;
    out.push({
      key: 'served:mount',
      label: say(msg('served.step.mount')),
      title: say(msg('served.mount', { id: mount.mountId, point: shape.mountPoint, fsType: shape.fsType })),
      aside: say(msg('served.mount-aside', { device: shape.device, root: shape.root, namespace: mount.namespace })),
      trouble: 'none',
      cited: cited(mountRef(mount), [` ${shape.root} `, ` ${shape.mountPoint} `, ` ${shape.device} `]),
    });
  }
  if (volume) {
    out.push({
      key: 'served:volume',
      label: say(msg('served.step.volume', { kind: volume.kind })),
      title: onDevice ?? volume.source,
      aside: say(msg('served.volume', { from: volume.source, to: volume.destination, readOnly: volume.readOnly })),
      trouble: 'none',
      cited: cited(container.source, [volume.source, volume.destination]),
    });
  } else if (merged === null && onDevice !== null) {
    out.push({
      key: 'served:device',
      label: say(msg('served.step.file')),
      title: onDevice,
      aside: isAbsent(mount) ? '' : mount.shape.source,
      trouble: 'none',
      cited: [],
    });
  }
  if (merged !== null) out.push(...layerSteps(merged, 0));
  for (const key of served.lostBy) {
    const d = layerIntegrity(model)
      .get(key)
      ?.differences.find((x) => `/${x.path}` === path);
    const blob = model.blobListings.get(layerIntegrity(model).get(key)?.blob ?? '');
    out.push({
      key: `served:lost:${key}`,
      label: say(msg('served.step.lost')),
      title: titleOf(key),
      aside: d?.inTar ? say(msg('layersfig.was', { what: entryText(d.inTar) })) : '',
      trouble: 'crit',
      cited: cited(blob && !isAbsent(blob) && d?.inTar ? { evidence: blob.evidence, line: d.inTar.line } : null, [
        path.slice(1),
      ]),
    });
  }
  return out;

  function titleOf(key: string | null): string {
    const layer = key === null ? undefined : index.layers.get(key);
    return layer ? `${layerTitle(layer, index.stores.get(layer.store))} ${layer.folder}` : say(msg('served.no-store'));
  }

  function layerSteps(m: MergedPath, depth: number): readonly Step[] {
    switch (m.is) {
      case 'served':
        return [
          {
            key: 'served:layer',
            label: say(msg('served.step.layer')),
            title: titleOf(m.layer),
            aside: [entryText(m.entry), m.alsoIn.length > 0 ? say(msg('served.also-in', { n: m.alsoIn.length })) : '']
              .filter(Boolean)
              .join('; '),
            trouble: 'none',
            cited: cited({ evidence: m.evidence, line: m.entry.line }, [m.entry.path]),
          },
        ];
      case 'hidden':
        return [
          {
            key: 'served:hidden',
            label: say(msg('served.step.hidden')),
            title: titleOf(m.layer),
            aside: `/${m.entry.path}`,
            trouble: 'warn',
            cited: cited({ evidence: m.evidence, line: m.entry.line }, [m.entry.path]),
          },
        ];
      case 'nowhere':
        if (served.lostBy.length > 0) return [];
        return [
          {
            key: 'served:nowhere',
            label: say(msg('served.step.layer')),
            title: say(msg('served.in-none', { n: served.stack.length })),
            aside: '',
            trouble: 'warn',
            cited: [],
          },
        ];
      case 'unknown':
        return [
          {
            key: `served:unknown:${depth}`,
            label: say(msg('served.step.not-listed')),
            title: titleOf(m.layer),
            aside: m.because.because,
            trouble: 'warn',
            cited: [],
          },
          ...(m.ifNot && depth < mostUnknown ? layerSteps(m.ifNot, depth + 1) : []),
        ];
    }
  }
}

const lineOf = (entries: readonly { readonly path: string; readonly line: number }[], path: string): number =>
  entries.find((e) => `/${e.path}` === path)?.line ?? 0;
