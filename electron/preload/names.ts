import type { Channel, DroppedChannel, EventName } from '#shared/ipc/contract.ts';

/**
 * The names of the contract again, as values: the schemas stay out of the preload, which would carry
 * all of zod into every page. A missing or wrong name is a type error.
 */
const channels: Record<Channel, true> = {
  'app.info': true,
  'script.show': true,
  'hosts.list': true,
  'hosts.save': true,
  'hosts.remove': true,
  'keys.list': true,
  'sources.recent': true,
  'sources.list': true,
  'sources.openDemo': true,
  'sources.openRecent': true,
  'sources.openDialog': true,
  'sources.cancelOpening': true,
  'sources.upload': true,
  'sources.save': true,
  'sources.close': true,
  'capture.start': true,
  'capture.cancel': true,
  'capture.list': true,
  'prompt.answer': true,
  'query.summary': true,
  'query.outcomes': true,
  'query.findings': true,
  'query.finding': true,
  'query.who': true,
  'query.namespaceFigure': true,
  'query.deviceMap': true,
  'query.chain': true,
  'query.layers': true,
  'query.storedImages': true,
  'query.storedLayers': true,
  'query.overlays': true,
  'query.layerDifferences': true,
  'query.blockMap': true,
  'query.blockOwners': true,
  'query.pools': true,
  'query.thinDevices': true,
  'query.mounts': true,
  'query.processes': true,
  'query.namespaces': true,
  'query.evidenceList': true,
  'query.evidenceLines': true,
  'query.ledger': true,
  'query.search': true,
  'export.finding': true,
  'export.report': true,
  'export.figure': true,
  'clipboard.write': true,
  'clipboard.writeCard': true,
  'redaction.state': true,
  'redaction.switch': true,
  'redaction.translate': true,
  'redaction.preview': true,
  'redaction.tokens': true,
  'redaction.saveMap': true,
  'redaction.loadMap': true,
  'redaction.saveBundle': true,
};

const events: Record<EventName, true> = {
  'prompt.ask': true,
  'capture.progress': true,
  'source.opening': true,
  'source.changed': true,
  'capture.ended': true,
  'redaction.changed': true,
};

export const droppedChannel: DroppedChannel = 'sources.openDropped';
export const isChannel = (name: string): name is Channel => Object.hasOwn(channels, name);
export const isEvent = (name: string): name is EventName => Object.hasOwn(events, name);
