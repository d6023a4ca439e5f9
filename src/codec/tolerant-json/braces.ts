/** Finds the objects around a place in text, without knowing where their strings begin and end. */

/** A file of nothing but braces must not fill memory; the outermost are forgotten. */
const mostOpen = 4096;

/** For each mark (ascending indexes) the braces that are open there, innermost first, `most` at most. */
export function openBraces(text: string, marks: readonly number[], most: number): number[][] {
  const open: number[] = [];
  const found: number[][] = [];
  const brace = /[{}]/g;
  let mark = 0;
  for (let here = brace.exec(text); mark < marks.length; here = here && brace.exec(text)) {
    const at = here?.index ?? text.length;
    for (; mark < marks.length && (marks[mark] ?? 0) < at; mark++) found.push(open.slice(-most).reverse());
    if (!here) break;
    if (here[0] === '}') open.pop();
    else if (open.push(at) > mostOpen) open.splice(0, mostOpen / 2);
  }
  while (found.length < marks.length) found.push([]);
  return found;
}
