/**
 * The analysis process: takes records or a file's name, analyses, answers questions.
 *
 * The only process that parses what a host or a ticket sent. It is confined by its parent (see
 * fork-analysis.ts) and disarms its own network before anything else; when it dies, one source dies with it.
 */
import { answer } from '#electron/analysis/answer.ts';
import { disarmNetwork } from '#electron/analysis/disarm-network.ts';
import { guardMemory } from '#electron/analysis/memory-guard.ts';
import { parentPort } from '#electron/analysis/parent-port.ts';
import type { ToChild } from '#electron/analysis/protocol.ts';
import { childRedaction, isRedactionQuestion } from '#electron/analysis/redaction.ts';
import { yieldToWindow } from '#electron/analysis/yield-to-window.ts';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import { openDemo, openFile } from '#electron/node/sources/open-file.ts';
import { present } from '#shared/base/absent.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, type Result } from '#shared/base/result.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analyze, analyzeRecords } from '#shared/pipeline/analyze.ts';
import { type EvidenceSource, SourceFailure } from '#shared/pipeline/source.ts';

disarmNetwork();
guardMemory();
yieldToWindow();
const parent = parentPort();

let analysis: Analysis | null = null;
const redaction = childRedaction();
let generation = 0;
let source: Pick<EvidenceSource, 'kind' | 'title'> = { kind: 'live', title: '' };
const records: EvidenceRecord[] = [];
/** One message after the other: a question asked after `analyse` is answered from that analysis. */
let last: Promise<void> = Promise.resolve();

parent.onMessage((message) => {
  last = last.then(() => handle(message));
});

async function handle(message: ToChild): Promise<void> {
  switch (message.type) {
    case 'open':
      return openNamed(message.file, message.name);
    case 'begin':
      source = message.source;
      return;
    case 'record':
      records.push(message.record);
      return;
    case 'analyse':
      return analyseSoFar(message.custody, message.complete);
    case 'ask':
      parent.post({ type: 'answer', id: message.id, answer: answerTo(message) });
  }
}

function answerTo({ name, question, of }: Extract<ToChild, { type: 'ask' }>): Result<unknown, AppError> {
  if (analysis === null) return err({ kind: 'analysis-died', reason: 'nothing analysed yet' });
  if (isRedactionQuestion(name)) return redaction.answer(analysis, name, question);
  const asked = of === 'redacted' ? redaction.shown() : analysis;
  return asked === null ? err({ kind: 'redacting' }) : answer(asked, name, question);
}

async function openNamed(file: string, name: string): Promise<void> {
  const started = performance.now();
  const opened = await (file === 'demo'
    ? openDemo()
    : openFile(file, name, (progress, whole) => parent.post({ type: 'progress', progress, whole })));
  if (!opened.ok) return parent.post({ type: 'failed', error: opened.error });
  try {
    analysis = await analyze(opened.value, new AbortController().signal, { sha256 });
  } catch (failure) {
    if (!(failure instanceof SourceFailure)) throw failure;
    return parent.post({ type: 'failed', error: failure.error });
  }
  report(analysis, true, started);
}

function analyseSoFar(custody: Custody, complete: boolean): void {
  const started = performance.now();
  analysis = analyzeRecords(source, records, custody, sha256);
  report(analysis, complete, started);
}

function report({ source: { title, kind }, model }: Analysis, complete: boolean, started: number): void {
  generation += 1;
  const [host, capturedAt] = [present(model.host.name), present(model.capture.capturedAt)];
  const tookMs = performance.now() - started;
  parent.post({ type: 'analysed', generation, complete, title, kind, host, capturedAt, tookMs });
}
