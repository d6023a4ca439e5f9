/**
 * Bindings that give the whole cluster to those who did not log in, or to accounts that every pod has.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings.
 * Does not see: roles of another name with the same rights.
 */
import { itemsAt, textAt } from '../container-state/facts.ts';
import type { JsonValue } from '../json/document.ts';

export interface WideGrant {
  readonly binding: string;
  /** `User system:anonymous`. */
  readonly subject: string;
  /** Whoever reaches the cluster's API has it; else every pod of some kind. */
  readonly toAll: boolean;
}

export function wideGrantOf(object: JsonValue): WideGrant | undefined {
  if (!/^(?:Cluster)?RoleBinding$/.test(textAt(object, 'kind') ?? '')) return undefined;
  if (textAt(object, 'roleRef', 'name') !== 'cluster-admin') return undefined;
  const subjects = itemsAt(object, 'subjects').map(
    (subject) => `${textAt(subject, 'kind') ?? ''} ${textAt(subject, 'name') ?? ''}`,
  );
  const all = subjects.find((subject) => /^(?:User system:anonymous|Group system:unauthenticated)$/.test(subject));
  const pods = subjects.find((subject) =>
    /^(?:ServiceAccount default|Group system:(?:serviceaccounts(?::.*)?|authenticated))$/.test(subject),
  );
  const subject = all ?? pods;
  if (subject === undefined) return undefined;
  return { binding: textAt(object, 'metadata', 'name') ?? 'unnamed', subject, toAll: all !== undefined };
}
