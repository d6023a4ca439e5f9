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

/** Names have five or six parts; what follows these many is left out. */
const mostParts = 32;

/** The text of a name's element; empty where the name is. */
export function nameText(bytes: Uint8Array, name: Element): string {
  const sets = elementsOf(bytes, name).slice(0, mostParts).reverse();
  return sets
    .map((set) =>
      elementsOf(bytes, set)
        .slice(0, mostParts)
        .map((part) => partText(bytes, part))
        .join('+'),
    )
    .join(',');
}

function partText(bytes: Uint8Array, part: Element): string {
  const [kind, value] = elementsOf(bytes, part);
  const object = objectText(bytes, kind);
  return `${shortNames.get(object) ?? object}=${value ? escapeValue(stringText(bytes, value)) : ''}`;
}

function escapeValue(value: string): string {
  return value.replace(/[",+;<>\\]|^[# ]| $/g, (character) => `\\${character}`);
}
