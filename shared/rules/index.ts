import type { Rule } from '#shared/rules/rule.ts';

/** Add a rule: write its file and its words in shared/messages/en/rules/, add its line here, and a folder under test/cases/rules/<code>/. */
export const rules: readonly Rule[] = [];
