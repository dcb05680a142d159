export const appOrigin = 'app://undermount';

/** What is looked at of Electron's WebFrameMain. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: object | null;
}

/** A message counts only from the top frame of our own page: a frame inside it could hold anything. */
export function isOurFrame(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(`${appOrigin}/`);
}
