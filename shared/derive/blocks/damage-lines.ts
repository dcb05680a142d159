import { msg, say } from '#shared/messages/index.ts';
import type { ThinMetadata } from '#shared/thin-metadata/thin-metadata.ts';

/** Each damaged place of a pool's metadata in one sentence: which node or byte, why, and who loses by it. */
export function damageLines({ damage, moreDamage }: Pick<ThinMetadata, 'damage' | 'moreDamage'>): readonly string[] {
  const lines = damage.map(({ block, offset, what, because, devices }) => {
    const params = { what, because, devices: devices.join(', ') };
    return block === null
      ? say(msg('thin-metadata.damage.byte', { ...params, offset: offset ?? 0 }))
      : say(msg('thin-metadata.damage.block', { ...params, block }));
  });
  return moreDamage === 0 ? lines : [...lines, say(msg('thin-metadata.damage.more', { count: moreDamage }))];
}
