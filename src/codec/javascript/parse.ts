/** Reads JavaScript with meriyah, which is loaded with the first script that hides something. */
import type { ESTree } from 'meriyah';

export type Node = ESTree.Node;
type Program = ESTree.Program;
export type ParseJavaScript = (text: string) => Program | undefined;

/** Gives undefined for what is no JavaScript. */
export async function loadParser(): Promise<ParseJavaScript> {
  const { parseModule, parseScript } = await import('meriyah');
  const options = { ranges: true, next: true, webcompat: true, preserveParens: true } as const;
  return (text) => {
    for (const parse of [parseScript, parseModule])
      try {
        return parse(text, { ...options, ...(parse === parseScript ? { globalReturn: true } : {}) });
      } catch {
        // Not in this dialect, or nested deeper than the parser can follow.
      }
    return undefined;
  };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The nodes directly below: there may be more of them than a call takes arguments. */
export function* childrenOf(node: Node): Iterable<Node> {
  for (const value of Object.values(node)) {
    if (isNode(value)) yield value;
    else if (Array.isArray(value)) for (const each of value) if (isNode(each)) yield each;
  }
}

/** The node and all below it, parents first, without recursion. */
export function* nodesOf(root: Node): Iterable<Node> {
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    for (const child of [...childrenOf(node)].reverse()) waiting.push(child);
  }
}

/** Without the brackets around it. */
export function bare(node: Node): Node {
  let inner = node;
  while (inner.type === 'ParenthesizedExpression' || inner.type === 'ChainExpression') inner = inner.expression;
  return inner;
}
