import { realpathSync } from 'node:fs';
import path from 'node:path';
import { analyzeSource, doneExit } from '#electron/cli/analyze-source.ts';
import { type Command, type CommandArgs, textOption } from '#electron/cli/command.ts';
import type { CliIo } from '#electron/cli/io.ts';
import { liveOptions } from '#electron/cli/live-options.ts';
import { saveBundle } from '#electron/node/bundle/bundle-writer.ts';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import { toolVersion } from '#electron/node/package-root.ts';
import { newMap, readMap, writeMap } from '#electron/node/redaction/map-file.ts';
import type { AppError } from '#shared/base/errors.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { type Redacted, redactAnalysis } from '#shared/export/redaction/redact-analysis.ts';
import { msg, say } from '#shared/messages/index.ts';

export const redact: Command = {
  name: 'redact',
  operands: ['SOURCE'],
  options: {
    ...liveOptions,
    preview: { type: 'boolean' },
    map: { type: 'string' },
    'name-original': { type: 'boolean' },
    output: { type: 'string', short: 'o' },
  },
  help: msg('help.redact'),
  async run(args, io) {
    const [source = ''] = args.operands;
    const wrong = wrongUsage(source, args, io);
    if (wrong !== null) return err({ kind: 'usage', problem: wrong });
    const mapName = textOption(args, 'map');
    const mapFile = mapName === undefined ? null : path.resolve(io.directory, mapName);
    const map = mapFile === null ? ok(newMap()) : await readMap(mapFile, mapName!);
    if (!map.ok) return map;
    const analysed = await analyzeSource(source, args, io);
    if (!analysed.ok) return analysed;
    const nameOriginal = args.options['name-original'] === true;
    const redacted = redactAnalysis(analysed.value, { map: map.value, toolVersion, sha256, nameOriginal });
    const output = textOption(args, 'output');
    if (output === undefined) await io.out(previewText(redacted));
    else {
      const written = await write(redacted, path.resolve(io.directory, output), mapFile);
      if (!written.ok) return written;
      io.err(summaryText(redacted, mapFile !== null));
      await io.out(`${escapeForDisplay(output)}\n`);
    }
    return ok(redacted.leftOut.length > 0 ? 4 : doneExit(analysed.value));
  },
};

/** The map first: a bundle whose map could not be written is one that nobody can read back. */
async function write(redacted: Redacted, file: string, mapFile: string | null): Promise<Result<null, AppError>> {
  if (mapFile !== null) {
    const kept = await writeMap(mapFile, redacted.map);
    if (!kept.ok) return kept;
  }
  return saveBundle(file, { title: redacted.title, custody: redacted.custody }, redacted.records);
}

function wrongUsage(source: string, args: CommandArgs, io: CliIo): string | null {
  const output = textOption(args, 'output');
  const isPreview = args.options.preview === true;
  if (!isPreview && output === undefined) return say(msg('cli.needs-option', { command: 'redact', option: '-o FILE' }));
  if (isPreview && output !== undefined) return say(msg('cli.exclude', { one: '--preview', other: '-o' }));
  const used = [place(source, io)];
  for (const [option, file] of [
    ['-o', output],
    ['--map', textOption(args, 'map')],
  ] as const) {
    if (file === undefined) continue;
    const here = place(file, io);
    if (used.includes(here)) return say(msg('redaction.over-source', { option, file }));
    used.push(here);
  }
  return null;
}

/** Through links, where it exists. */
function place(file: string, io: CliIo): string {
  const absolute = path.resolve(io.directory, file);
  try {
    return realpathSync(absolute);
  } catch {
    return absolute;
  }
}

function previewText(redacted: Redacted): string {
  const lines = redacted.tokens.map(({ class: kind, token, count }) =>
    msg('redaction.token', { class: kind, count, token }),
  );
  return [...lines.map((line) => `${escapeForDisplay(say(line))}\n`), summaryText(redacted, true)].join('');
}

function summaryText({ tokens, keptNames, leftOut }: Redacted, hasMap: boolean): string {
  const places = tokens.reduce((sum, { count }) => sum + count, 0);
  const lines = [msg('redaction.total', { tokens: tokens.length, places })];
  if (keptNames.length > 0) lines.push(msg('redaction.kept', { names: keptNames.join(', ') }));
  if (leftOut.length > 0) lines.push(msg('redaction.left-out', { records: leftOut.join(', ') }));
  if (!hasMap) lines.push(msg('redaction.no-map'));
  return lines.map((line) => `${escapeForDisplay(say(line))}\n`).join('');
}
