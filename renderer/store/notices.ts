import { createStore } from '#renderer/store/create-store.ts';
import { isSettled } from '#renderer/store/settled.ts';

/** One sentence at the foot of the window; also read out. The next one replaces it. */
export interface Notice {
  readonly text: string;
  readonly trouble: boolean;
}

export const notice = createStore<Notice | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Trouble stays until the next notice or Esc; the rest goes after six seconds. */
export function tell(text: string, trouble = false): void {
  // It may quote an answer from before names were hidden.
  if (!isSettled()) return;
  clearTimeout(timer);
  notice.set({ text, trouble });
  if (!trouble) timer = setTimeout(() => notice.set(null), 6000);
}
