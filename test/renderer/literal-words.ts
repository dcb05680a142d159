import { parseAst } from 'vite';

/** Attributes whose text a person reads or hears. */
const spoken = new Set(['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'label']);
const letters = /\p{L}{2,}/u;

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/**
 * Words written into markup instead of the message catalogue: text between tags, and strings in attributes
 * that people read. A string in braces counts too, since `{'Open'}` is no better than `Open`.
 */
export function literalWords(source: string): readonly string[] {
  const found: string[] = [];
  const note = (value: unknown) => {
    if (typeof value === 'string' && letters.test(value)) found.push(value.trim());
  };
  const walk = (value: unknown) => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    else if (isNode(value)) {
      if (value.type === 'JSXText') note(value.value);
      if (value.type === 'JSXExpressionContainer' && isNode(value.expression)) noteStrings(value.expression);
      if (value.type === 'JSXAttribute') return attribute(value);
      for (const child of Object.values(value)) walk(child);
    }
  };
  const attribute = (node: Node) => {
    const name = (node.name as Node).name;
    if (!spoken.has(String(name)) || !isNode(node.value)) {
      // What an attribute's expression renders (a cell, an icon) is markup again.
      if (isNode(node.value)) for (const child of Object.values(node.value)) if (isNode(child)) walkMarkup(child);
      return;
    }
    if (node.value.type === 'Literal') note(node.value.value);
    else if (isNode(node.value.expression)) noteStrings(node.value.expression);
  };
  const walkMarkup = (node: Node) => {
    if (node.type.startsWith('JSX')) walk(node);
    else
      for (const child of Object.values(node)) {
        if (Array.isArray(child)) for (const item of child) if (isNode(item)) walkMarkup(item);
        if (isNode(child)) walkMarkup(child);
      }
  };
  /** A string or template that is itself the value shown: alone, or a branch of a choice. */
  const noteStrings = (expression: Node) => {
    if (expression.type === 'Literal') note(expression.value);
    if (expression.type === 'ConditionalExpression') {
      for (const branch of [expression.consequent, expression.alternate]) if (isNode(branch)) noteStrings(branch);
    }
    if (expression.type === 'LogicalExpression' && isNode(expression.right)) noteStrings(expression.right);
  };
  walk(parseAst(source, { lang: 'tsx' }));
  return found;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;
