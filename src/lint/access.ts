import { child } from '../document/node.ts';
import type { Node } from '../document/document.ts';
import type { Reporter } from '../findings/meta.ts';
import type { Operation, SecurityRequirements } from '../openapi/model.ts';
import { operationName } from '../openapi/names.ts';
import type { LintContext } from './rule.ts';
import type { Visitor } from '../openapi/visit.ts';

/**
 * Who may call an operation by what its description says (OpenAPI 3.1.1, Security Requirement Object): only callers
 * with credentials, callers without them too, everyone because no scheme is named, or nothing is said at all.
 */
export type Access = 'restricted' | 'optional' | 'open' | 'unsaid';

/** Takes what holds for an operation; gives who may call it. */
export function accessBy(security: SecurityRequirements | undefined): Access {
  if (!security) return 'unsaid';
  const open = security.alternatives.filter(({ schemes }) => schemes.length === 0).length;
  if (open === security.alternatives.length) return 'open';
  return open > 0 ? 'optional' : 'restricted';
}

/** What is said of operations that can be called without credentials; `{does}` is what they do with data. */
export const accessMessages = {
  unsaid: '{key} {does} data, and nothing says who may call it',
  open: '{key} {does} data, and is open to everyone',
  optional: '{key} {does} data, and may be called without credentials',
  nowhere: '{count} operations {do} data, and nothing in this description says who may call them',
} as const;

/**
 * Takes which methods are asked about, what they do with data, and how to report; gives what finds the operations under `paths` that can be
 * called without credentials. Where a description says nothing of security anywhere, that is one finding.
 */
export function unrestricted(
  methods: ReadonlySet<string>,
  verb: 'change' | 'read',
  report: Reporter<typeof accessMessages>,
  { api }: LintContext,
): Visitor {
  const found: { readonly operation: Operation; readonly access: Exclude<Access, 'restricted'> }[] = [];
  return {
    operation(operation) {
      const access = accessBy(operation.security);
      if (operation.kind === 'path' && methods.has(operation.method) && access !== 'restricted')
        found.push({ operation, access });
    },
    end() {
      const paths = child(api.node, 'paths');
      if (found.length > 1 && paths && api.operations.every(({ security }) => security === undefined)) {
        report({ message: 'nowhere', params: { count: found.length, do: verb }, at: paths, part: 'key' });
        return;
      }
      for (const { operation, access } of found) {
        report({
          message: access,
          params: { key: operation.key, does: `${verb}s` },
          at: ownSecurity(operation) ?? operation.node,
          part: 'key',
          operation: operationName(operation),
        });
      }
    },
  };
}

/** Where an operation says itself who may call it. */
export function ownSecurity({ node }: Operation): Node | undefined {
  return child(node, 'security');
}
