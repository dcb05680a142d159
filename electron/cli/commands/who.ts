import { analyzeSource, doneExit, isPartial } from '#electron/cli/analyze-source.ts';
import type { Command } from '#electron/cli/command.ts';
import { wantsColour } from '#electron/cli/io.ts';
import { liveOptions } from '#electron/cli/live-options.ts';
import { whoText } from '#electron/cli/text/who-text.ts';
import { err, ok } from '#shared/base/result.ts';
import { whoCollectors } from '#shared/collectors/script.ts';
import { deriveSummary, deriveWho } from '#shared/derive/index.ts';
import { jsonText, whoJson } from '#shared/export/index.ts';
import { msg } from '#shared/messages/index.ts';

export const who: Command = {
  name: 'who',
  operands: ['NEEDLE', 'SOURCE'],
  options: { ...liveOptions, json: { type: 'boolean' } },
  help: msg('help.who'),
  async run(args, io) {
    const [needle = '', source = ''] = args.operands;
    // On a live host only what the question needs is read: no logs, no second sample.
    const only = args.options.only ?? whoCollectors.join(',');
    const analysed = await analyzeSource(source, { ...args, options: { ...args.options, only } }, io, { rules: [] });
    if (!analysed.ok) return analysed;
    const analysis = analysed.value;
    // Partial is what falls short of this question, not a log that nobody asked for.
    const ledger = analysis.ledger.filter((row) => isNeeded(row.collector));
    const needed = { custody: analysis.custody, ledger };
    const answer = deriveWho(analysis, needle);
    if (answer.resolved.length === 0) {
      const deleted = analysis.model.dockerDevices.filter((d) => d.deleted).map((d) => d.hash.slice(0, 12));
      return err({ kind: 'needle-not-found', needle, deleted, ...(isPartial(needed) && { partial: true }) });
    }
    await io.out(
      args.options.json === true
        ? jsonText(whoJson(answer))
        : whoText(answer, { ...deriveSummary(analysis), ledger }, { columns: io.columns, colour: wantsColour(io) }),
    );
    return ok(doneExit(needed));
  },
};

const isNeeded = (collector: string) => (whoCollectors as readonly string[]).includes(collector);
