/** What the test tells the double, and what the double noted down for the test. Over Node's IPC with the parent. */
export interface Report {
  readonly windows: readonly Record<string, unknown>[];
  /** Addresses handed to the system's browser. */
  readonly openedExternally: readonly string[];
  /** Navigations, new windows and requests that were refused, in order. */
  readonly refused: readonly string[];
  readonly clipboard: string;
  /** Answers of the product's own handlers, asked by the double for every permission it knows. */
  readonly grantedPermissions: readonly string[];
  readonly fileUrls: number;
}

export type ToDouble = { readonly type: 'dialog'; readonly answer: unknown } | { readonly type: 'report' };

export const notes = {
  windows: [] as Record<string, unknown>[],
  openedExternally: [] as string[],
  refused: [] as string[],
  clipboard: '',
  grantedPermissions: [] as string[],
  fileUrls: 0,
} satisfies { -readonly [K in keyof Report]: Report[K] };

const dialogAnswers: unknown[] = [];

/** The next scripted answer. A dialog nobody expected fails the test by name. */
export function nextDialogAnswer(kind: string): never {
  if (dialogAnswers.length === 0) throw new Error(`the double was not told how to answer the ${kind} dialog`);
  return dialogAnswers.shift() as never;
}

process.on('message', (message: ToDouble) => {
  if (message.type === 'dialog') dialogAnswers.push(message.answer);
  else process.send?.(notes);
});
// A test that dies must not leave a browser behind.
process.on('disconnect', () => process.exit(1));
