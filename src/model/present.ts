/** An object's fields that have a value; the others are left out, as exact optional properties want it. */
export function present<T extends object>(fields: { [P in keyof T]: T[P] | undefined }): T {
  // Dropping undefined values is just what turns the one type into the other.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
