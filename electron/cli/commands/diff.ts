import { analyzeSource, isPartial } from '#electron/cli/analyze-source.ts';
import type { Command } from '#electron/cli/command.ts';
import { wantsColour } from '#electron/cli/io.ts';
import { liveOptions } from '#electron/cli/live-options.ts';
import { diffText } from '#electron/cli/text/diff-text.ts';
import { ok } from '#shared/base/result.ts';
import { deriveDiff, hasDifference } from '#shared/derive/index.ts';
import { diffJson, jsonText } from '#shared/export/index.ts';
import { msg } from '#shared/messages/index.ts';

export const diff: Command = {
  name: 'diff',
  operands: ['BEFORE', 'AFTER'],
  options: { ...liveOptions, json: { type: 'boolean' } },
  help: msg('help.diff'),
  async run(args, io) {
    const [first = '', second = ''] = args.operands;
    const before = await analyzeSource(first, args, io);
    if (!before.ok) return before;
    const after = await analyzeSource(second, args, io);
    if (!after.ok) return after;
    const difference = deriveDiff(before.value, after.value);
    await io.out(
      args.options.json === true
        ? jsonText(diffJson(difference))
        : diffText(difference, { columns: io.columns, colour: wantsColour(io) }),
    );
    if (hasDifference(difference)) return ok(1);
    return ok(isPartial(before.value) || isPartial(after.value) ? 4 : 0);
  },
};
