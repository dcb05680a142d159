import { cliWords } from '#shared/messages/en/cli.ts';
import { cliHelpWords } from '#shared/messages/en/cli-help.ts';
import { deriveWords } from '#shared/messages/en/derive.ts';
import { errorWords } from '#shared/messages/en/errors.ts';
import { exportWords } from '#shared/messages/en/export.ts';
import { figureWords } from '#shared/messages/en/figures.ts';
import { holderWords } from '#shared/messages/en/holders.ts';
import { hostedWords } from '#shared/messages/en/hosted.ts';
import { namespaceFigureWords } from '#shared/messages/en/namespace-figure.ts';
import { ruleWords } from '#shared/messages/en/rules/index.ts';
import { sshWords } from '#shared/messages/en/ssh.ts';
import { uiWords } from '#shared/messages/en/ui.ts';
import { uiConnectWords } from '#shared/messages/en/ui-connect.ts';
import { uiFrameWords } from '#shared/messages/en/ui-frame.ts';
import { uiViewWords } from '#shared/messages/en/ui-views.ts';
import type { Words } from '#shared/messages/words.ts';

/** Every word of ours, in English. One file per subject; add yours here. Host words are never in it. */
export const en = {
  ...cliHelpWords,
  ...cliWords,
  ...deriveWords,
  ...errorWords,
  ...exportWords,
  ...figureWords,
  ...holderWords,
  ...hostedWords,
  ...ruleWords,
  ...namespaceFigureWords,
  ...sshWords,
  ...uiConnectWords,
  ...uiFrameWords,
  ...uiViewWords,
  ...uiWords,
} as const satisfies Words;
