import type { Node } from '../document/document.ts';
import { child, isObjectNode } from '../document/node.ts';
import type { PartKind } from './check.ts';
import { pairComponents } from './components.ts';
import type { Comparison } from './comparison.ts';
import { isPair, pairBy } from './pair.ts';
import { pairSchemes } from './pair-schemes.ts';
import { pairServers } from './pair-servers.ts';

/** Takes a comparison; hands over what the roots of both versions declare, but for their operations. */
export function compareRoots(comparison: Comparison): void {
  const { before, after } = comparison.versions;
  const part = (kind: PartKind, where: string, old: Node | undefined, fresh: Node | undefined): void => {
    if (isObjectNode(old) && isObjectNode(fresh)) comparison.part({ kind, where, before: old, after: fresh });
  };
  part('the API', 'the API', before.node, after.node);
  part('info', 'the API', child(before.node, 'info'), child(after.node, 'info'));
  for (const side of pairBy(before.tags, after.tags, ({ name }) => name)) {
    comparison.each((visitor) => visitor.tag?.(side));
    if (isPair(side)) part('tag', `tag "${side.after.name}"`, side.before.node, side.after.node);
  }
  for (const side of pairServers(before.servers, after.servers)) {
    comparison.each((visitor) => visitor.server?.(side, {}));
    if (isPair(side)) part('server', `server ${side.after.url}`, side.before.node, side.after.node);
  }
  for (const side of pairSchemes(comparison.versions)) {
    comparison.each((visitor) => visitor.securityScheme?.(side));
    if (!isPair(side)) continue;
    part('security scheme', `security scheme "${side.after.name}"`, side.before.node, side.after.node);
  }
  for (const side of pairComponents(comparison.versions))
    comparison.each((visitor) => visitor.component?.(side));
}
