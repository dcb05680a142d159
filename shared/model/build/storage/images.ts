import { notCollected, unreadable } from '#shared/base/absent.ts';
import { bytes } from '#shared/base/units.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import type { Image, ImageLayer } from '#shared/model/docker-storage.ts';
import { groupBy } from '#shared/model/group-by.ts';
import { parseDockerImageConfigs } from '#shared/parsers/docker-image-configs.ts';
import { parseDockerLayers } from '#shared/parsers/docker-layers.ts';
import { parseDockerRepositories } from '#shared/parsers/docker-repositories.ts';

export function buildImageLayers(evidence: Evidence): readonly ImageLayer[] {
  const lost = (file: string) => unreadable(`the layer database has no ${file} of it`);
  return evidence.rows('docker-images/layers', parseDockerLayers).map((layer) => ({
    engineRoot: layer.engineRoot,
    driver: layer.driver,
    chainId: layer.chainId,
    cacheId: layer.cacheId ?? lost('cache-id'),
    parent: layer.parent,
    diffId: layer.diffId ?? lost('diff'),
    size: layer.size === null ? lost('size') : bytes(layer.size),
    source: { evidence: 'docker-images/layers', line: layer.line },
  }));
}

/** An image that only repositories.json names, or that only has a configuration, is one too. */
export function buildImages(evidence: Evidence, layers: readonly ImageLayer[]): readonly Image[] {
  const key = (root: string, id: string) => `${root}\0${id}`;
  const names = groupBy(evidence.rows('docker-images/repositories', parseDockerRepositories), (n) =>
    key(n.engineRoot, n.imageId),
  );
  const step = new Map(
    layers.flatMap((l) =>
      typeof l.diffId === 'string' ? [[[l.engineRoot, l.driver, l.parent ?? '', l.diffId].join('\0'), l.chainId]] : [],
    ),
  );
  const configured = evidence.rows('docker-images/configs', parseDockerImageConfigs).map((config): Image => {
    let chain = '';
    let found = 0;
    for (const diffId of config.diffIds) {
      const next = step.get([config.engineRoot, config.driver, chain, diffId].join('\0'));
      if (next === undefined) break;
      chain = next;
      found += 1;
    }
    const total = config.diffIds.length;
    return {
      engineRoot: config.engineRoot,
      id: config.imageId,
      names: (names.get(key(config.engineRoot, config.imageId)) ?? []).map((n) => n.name),
      diffIds: config.diffIds,
      topLayer:
        found === total && total > 0 ? chain : unreadable(`the layer database has ${found} of its ${total} layers`),
      source: { evidence: 'docker-images/configs', line: config.line },
    };
  });
  const known = new Set(configured.map((i) => key(i.engineRoot, i.id)));
  const noConfig = evidence.has('docker-images/configs')
    ? unreadable('its configuration is not in the image database')
    : notCollected('docker-images/configs');
  const onlyNamed = [...names].flatMap(([at, named]): Image[] => {
    const [first] = named;
    if (!first || known.has(at)) return [];
    return [
      {
        engineRoot: first.engineRoot,
        id: first.imageId,
        names: named.map((n) => n.name),
        diffIds: noConfig,
        topLayer: noConfig,
        source: { evidence: 'docker-images/repositories', line: first.line },
      },
    ];
  });
  return [...configured, ...onlyNamed];
}
