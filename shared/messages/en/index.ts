import { archiveWords } from '#shared/messages/en/archives.ts';
import { blockMapWords } from '#shared/messages/en/block-map.ts';
import { cardWords } from '#shared/messages/en/card.ts';
import { chainFigureWords } from '#shared/messages/en/chain-figure.ts';
import { cliWords } from '#shared/messages/en/cli.ts';
import { cliHelpWords } from '#shared/messages/en/cli-help.ts';
import { deriveWords } from '#shared/messages/en/derive.ts';
import { deviceMapWords } from '#shared/messages/en/device-map.ts';
import { diffWords } from '#shared/messages/en/diff.ts';
import { errorWords } from '#shared/messages/en/errors.ts';
import { exportWords } from '#shared/messages/en/export.ts';
import { figureWords } from '#shared/messages/en/figures.ts';
import { holderWords } from '#shared/messages/en/holders.ts';
import { hostedWords } from '#shared/messages/en/hosted.ts';
import { layerListingWords } from '#shared/messages/en/layer-listings.ts';
import { layerWords } from '#shared/messages/en/layers.ts';
import { layersFigureWords } from '#shared/messages/en/layers-figure.ts';
import { namespaceFigureWords } from '#shared/messages/en/namespace-figure.ts';
import { namespaceNameWords } from '#shared/messages/en/namespace-name.ts';
import { notesWords } from '#shared/messages/en/notes.ts';
import { pastedWords } from '#shared/messages/en/pasted.ts';
import { recheckWords } from '#shared/messages/en/recheck.ts';
import { redactionWords } from '#shared/messages/en/redaction.ts';
import { ruleWords } from '#shared/messages/en/rules/index.ts';
import { runbookWords } from '#shared/messages/en/runbook.ts';
import { sosreportWords } from '#shared/messages/en/sosreport.ts';
import { sshWords } from '#shared/messages/en/ssh.ts';
import { thinMetadataWords } from '#shared/messages/en/thin-metadata.ts';
import { uiWords } from '#shared/messages/en/ui.ts';
import { uiCompareWords } from '#shared/messages/en/ui-compare.ts';
import { uiConnectWords } from '#shared/messages/en/ui-connect.ts';
import { uiExportWords } from '#shared/messages/en/ui-export.ts';
import { uiFrameWords } from '#shared/messages/en/ui-frame.ts';
import { uiLayersWords } from '#shared/messages/en/ui-layers.ts';
import { uiRedactionWords } from '#shared/messages/en/ui-redaction.ts';
import { uiSourceWords } from '#shared/messages/en/ui-sources.ts';
import { uiStorageWords } from '#shared/messages/en/ui-storage.ts';
import { uiViewWords } from '#shared/messages/en/ui-views.ts';
import type { Words } from '#shared/messages/words.ts';

/** Every word of ours, in English. One file per subject; add yours here. Host words are never in it. */
export const en = {
  ...archiveWords,
  ...blockMapWords,
  ...cardWords,
  ...chainFigureWords,
  ...cliHelpWords,
  ...cliWords,
  ...deriveWords,
  ...deviceMapWords,
  ...diffWords,
  ...errorWords,
  ...exportWords,
  ...figureWords,
  ...holderWords,
  ...hostedWords,
  ...layerListingWords,
  ...layerWords,
  ...layersFigureWords,
  ...ruleWords,
  ...namespaceFigureWords,
  ...namespaceNameWords,
  ...notesWords,
  ...pastedWords,
  ...recheckWords,
  ...redactionWords,
  ...runbookWords,
  ...sosreportWords,
  ...sshWords,
  ...thinMetadataWords,
  ...uiCompareWords,
  ...uiConnectWords,
  ...uiExportWords,
  ...uiFrameWords,
  ...uiLayersWords,
  ...uiRedactionWords,
  ...uiSourceWords,
  ...uiStorageWords,
  ...uiViewWords,
  ...uiWords,
} as const satisfies Words;
