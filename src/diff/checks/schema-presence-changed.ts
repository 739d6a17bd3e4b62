import type { Node } from '../../document/document.ts';
import { stringChild } from '../../document/node.ts';
import type { SchemaSite } from '../../openapi/model.ts';
import { defineDiffCheck, type Site } from '../check.ts';
import { isPair } from '../pair.ts';

export default defineDiffCheck({
  code: 'schema-presence-changed',
  severity: 'warning',
  summary: 'Keep saying what may be sent.',
  why: 'Without a schema anything may be sent: who relied on one is left without, and who relied on none is restricted.',
  fix: 'Write the schema that holds; where none held, one that accepts whatever was accepted.',
  section: 'Media Type Object and Parameter Object: schema, itemSchema',
  aliases: ['request-body', 'response-body'].flatMap((body) => [
    `${body}-media-type-schema-added`,
    `${body}-media-type-schema-removed`,
    `${body}-media-type-item-schema-added`,
    `${body}-media-type-item-schema-removed`,
    `${body}-media-type-item-schema-removed-untyped`,
  ]),
  messages: {
    added: '{where} has a schema now, where anything was allowed',
    removed: '{where} has no schema any more: anything is allowed',
  },
  create(report) {
    const compare = (
      before: { readonly node: Node; readonly schema: SchemaSite | undefined },
      after: { readonly node: Node; readonly schema: SchemaSite | undefined },
      site: Site,
    ): void => {
      const had = restricts(before.schema);
      const has = restricts(after.schema);
      if (had === has || (before.schema && after.schema)) return;
      report({
        message: has ? 'added' : 'removed',
        params: { where: site.where },
        before: before.schema?.node ?? before.node,
        after: after.schema?.node ?? after.node,
        part: 'key',
        effect: has ? 'narrows' : 'widens',
        site,
      });
    };
    return {
      parameter(side, site) {
        if (isPair(side) && !side.before.content && !side.after.content)
          compare(side.before, side.after, site);
      },
      header(side, site) {
        if (isPair(side) && !side.before.content && !side.after.content)
          compare(side.before, side.after, site);
      },
      mediaType(side, site) {
        if (!isPair(side)) return;
        const { before, after } = side;
        compare(before, after, site);
        const item = { ...site, where: `an item of ${site.where}` };
        // An item is described by either of them.
        if (before.schema || after.schema) return;
        compare(
          { node: before.node, schema: before.itemSchema },
          { node: after.node, schema: after.itemSchema },
          item,
        );
      },
    };
  },
});

/** Bytes of any kind are described by a string in 3.0, and by no schema since 3.1. */
function restricts(schema: SchemaSite | undefined): boolean {
  if (!schema) return false;
  const { node } = schema;
  if (node.value === true || Object.keys(node.value as object).length === 0) return false;
  return stringChild(node, 'format')?.value !== 'binary' && !stringChild(node, 'contentMediaType');
}
