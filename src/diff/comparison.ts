import type { Node } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import type { Api, SchemaSite } from '../openapi/model.ts';
import type { DiffVisitor, Part, Site } from './check.ts';
import { isObjectNode } from '../document/node.ts';
import type { Pair } from './pair.ts';
import { saysSame } from './same-value.ts';
import { createSchemaParts } from './schema-parts.ts';

/** What comparing two versions hands around. */
export interface Comparison {
  readonly versions: Pair<Api>;
  /** Hands something to every visitor. */
  each(tell: (visitor: DiffVisitor) => void): void;
  /** Hands over an object that both versions have; what is none in one of them says nothing. */
  part(part: Part): void;
  /** Hands over two schemas, and what stands in them as parts, where both versions have one. */
  schemas(side: Pair<{ readonly node?: Node; readonly schema: SchemaSite | undefined }>, site: Site): void;
}

/** Takes two versions and what wants to see their parts; gives what hands them over. */
export function createComparison(versions: Pair<Api>, visitors: readonly DiffVisitor[]): Comparison {
  const partVisitors = visitors.filter((visitor) => visitor.part !== undefined);
  // Of the same texts nothing is told, and most of the walk is spared.
  const isSame = sameTexts(versions.before.documents, versions.after.documents);
  const part = (one: Part): void => {
    if (isSame) return;
    const { before, after } = one;
    if (!isObjectNode(before) || !isObjectNode(after)) return;
    // Examples may be referred to, and be others than they were.
    const refers = one.examples !== undefined && Object.hasOwn(after.value, 'examples');
    if (!refers && saysSame(before.value, after.value)) return;
    for (const visitor of partVisitors) visitor.part?.(one);
  };
  const documents = { before: versions.before.documents, after: versions.after.documents };
  const schemas: Comparison['schemas'] = ({ before, after }, site) => {
    if (!before.schema || !after.schema) return;
    const pair = { before: before.schema, after: after.schema };
    for (const visitor of visitors) visitor.schema?.(pair, site);
    const isParameter = ({ node, schema }: typeof before) => schema !== undefined && node === schema.node;
    if (!isSame) schemaParts(pair, site, isParameter(before) || isParameter(after));
  };
  const schemaParts = createSchemaParts(documents, part, ({ before, after }, site) =>
    schemas({ before: { schema: before }, after: { schema: after } }, site),
  );
  return {
    versions,
    part,
    each(tell) {
      for (const visitor of visitors) tell(visitor);
    },
    schemas,
  };
}

function sameTexts(before: Documents, after: Documents): boolean {
  const others = [...after.all.values()];
  const own = [...before.all.values()];
  return (
    own.length === others.length &&
    own.every(({ text }, index) => text !== '' && text === others[index]?.text)
  );
}
