import { type MessageKey, msg, say } from '#shared/messages/index.ts';

/** Our words for one key. Host facts in them are escaped where they are shown, by Said and HostText. */
export const t = <K extends MessageKey>(...message: Parameters<typeof msg<K>>): string => say(msg<K>(...message));
