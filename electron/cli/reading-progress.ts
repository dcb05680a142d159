import type { CliIo } from '#electron/cli/io.ts';
import { sizeText } from '#electron/cli/size-text.ts';
import type { ArchiveProgress } from '#electron/node/archives/archive.ts';
import { msg, say } from '#shared/messages/index.ts';

/** Progress of reading an archive: one line on stderr that changes, where that is a terminal; nothing elsewhere. */
export function showReading(io: CliIo) {
  let shown = false;
  return {
    report({ packedBytes, decodedBytes, members }: ArchiveProgress, whole: number | null): void {
      if (!io.errIsTerminal) return;
      const of = whole === null ? null : sizeText(whole);
      const done = sizeText(whole === null ? decodedBytes : packedBytes);
      const text = say(msg('archive.progress', { done, of, decoded: sizeText(decodedBytes), members }));
      io.err(`\r\x1b[K${text.slice(0, Math.max(20, io.columns - 1))}`);
      shown = true;
    },
    end(): void {
      if (shown) io.err('\r\x1b[K');
      shown = false;
    },
  };
}
