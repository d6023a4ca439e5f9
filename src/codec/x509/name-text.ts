/**
 * Distinguished names as one line, `CN=pool.example.com,O=Example`: the last part first, as sensors write them.
 * Source: RFC 4514, sections 2 and 3; RFC 4519 and RFC 2985 (the parts' short names).
 */
import { type Element, elementsOf, objectText, stringText } from './der.ts';

const shortNames = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['1.2.840.113549.1.9.1', 'emailAddress'],
]);

/** Names have five or six parts, and fit into a line or two: what is more is cut. */
const mostParts = 32;
const longestText = 1_024;

/** The text of a name's element; empty where the name is. */
export function nameText(bytes: Uint8Array, name: Element): string {
  const partsOf = (outer: Element): Element[] => elementsOf(bytes, outer).slice(0, mostParts);
  const sets = partsOf(name).reverse();
  const text = sets
    .map((set) =>
      partsOf(set)
        .map((part) => partText(bytes, part))
        .join('+'),
    )
    .join(',');
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

function partText(bytes: Uint8Array, part: Element): string {
  const [kind, value] = elementsOf(bytes, part);
  const object = objectText(bytes, kind);
  return `${shortNames.get(object) ?? object}=${value ? escapeValue(stringText(bytes, value)) : ''}`;
}

function escapeValue(value: string): string {
  return value.replace(/[",+;<>\\]|^[# ]| $/g, (character) => `\\${character}`);
}
