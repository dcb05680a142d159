import path from 'node:path';
import { parseJson } from '#electron/node/bundle/parse-json.ts';
import { readMap } from '#electron/node/redaction/map-file.ts';
import type { Handlers } from '#electron/services/handlers.ts';
import type { OpenSources } from '#electron/services/open-sources.ts';
import type { Platform } from '#electron/services/platform.ts';
import { bundleBytesOf, safeName } from '#electron/services/source-exports.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { RedactionMap } from '#shared/export/redaction/map.ts';
import type { Channel } from '#shared/ipc/contract.ts';

type RedactionChannel = Extract<Channel, `redaction.${string}`>;

/** The switch, the engineer's list and map, and the redacted bundle. */
export function redactionHandlers(
  sources: Pick<OpenSources, 'redaction' | 'original'>,
  platform: Pick<Platform, 'mode' | 'chooseFile' | 'deliver'>,
): Pick<Handlers, RedactionChannel> {
  const { redaction } = sources;
  return {
    'redaction.state': async () => ok(redaction.state()),
    'redaction.switch': async ({ on, turn }) => ok(redaction.turn(on, turn)),
    'redaction.translate': async ({ sourceId, to, texts }) => {
      const source = sources.original(sourceId);
      return source.ok ? source.value.client.ask('redaction.translate', { to, texts }) : source;
    },
    'redaction.preview': async ({ sourceId }) => {
      const source = sources.original(sourceId);
      return source.ok ? redaction.preview(source.value) : source;
    },
    'redaction.tokens': async ({ sourceId, ...question }) => {
      const source = sources.original(sourceId);
      return source.ok ? source.value.client.ask('redaction.tokens', question) : source;
    },
    'redaction.saveMap': async () => {
      const map = redaction.map();
      const bytes = new TextEncoder().encode(`${JSON.stringify(map, null, 1)}\n`);
      const saved = await platform.deliver({ name: 'redaction-map.json', bytes: async () => ok(bytes) });
      if (saved.ok && saved.value !== null) redaction.noteSaved(map);
      return saved;
    },
    'redaction.loadMap': async (request) => {
      const map = request === null ? await chooseMap(platform) : parseMap(request.bytes);
      if (!map.ok || map.value === null) return map as Result<null, AppError>;
      return ok(await redaction.use(map.value));
    },
    'redaction.saveBundle': async ({ sourceId }) => {
      const source = sources.original(sourceId);
      if (!source.ok) return source;
      const previewed = await redaction.preview(source.value);
      if (!previewed.ok) return previewed;
      return platform.deliver({
        name: `${safeName(redaction.titleOf(source.value))}-redacted.umb`,
        async bytes() {
          const made = await redaction.evidence(source.value);
          return made.ok ? ok(await bundleBytesOf(made.value, made.value.records)) : made;
        },
      });
    },
  };
}

async function chooseMap(platform: Pick<Platform, 'chooseFile'>): Promise<Result<RedactionMap | null, AppError>> {
  const chosen = await platform.chooseFile('file');
  if (!chosen.ok || chosen.value === null) return chosen as Result<null, AppError>;
  return readMap(chosen.value, path.basename(chosen.value));
}

function parseMap(bytes: Uint8Array): Result<RedactionMap, AppError> {
  const parsed = RedactionMap.safeParse(parseJson(bytes));
  if (parsed.success) return ok(parsed.data);
  return err({ kind: 'source-unrecognised', source: 'redaction map', lookedFor: ['redaction map'] });
}
