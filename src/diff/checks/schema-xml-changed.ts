import { child, isObjectNode, textOf } from '../../document/node.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'schema-xml-changed',
  severity: 'warning',
  summary: 'Keep how a value is written as XML.',
  why: 'The other side looks for an element or attribute of the old name.',
  fix: 'Write the old name, namespace and form again.',
  section: 'XML Object',
  messages: { changed: '{where}: {field} in XML changed from {was} to {is}' },
  create(report) {
    return {
      part({ kind, where, before, after, site }) {
        // Without a message in XML it says nothing.
        if (kind !== 'schema' || !site || !/[/+]xml\b/.test(site.where)) return;
        const old = child(before, 'xml');
        const fresh = child(after, 'xml');
        for (const field of ['name', 'namespace', 'prefix', 'attribute', 'wrapped', 'nodeType']) {
          const was = isObjectNode(old) ? old.value[field] : undefined;
          const is = isObjectNode(fresh) ? fresh.value[field] : undefined;
          if ((was ?? false) === (is ?? false)) continue;
          report({
            message: 'changed',
            params: { where, field, was: textOf(was ?? 'nothing'), is: textOf(is ?? 'nothing') },
            before: old ?? before,
            after: fresh ?? after,
            part: 'key',
            effect: field === 'prefix' ? 'none' : 'policy',
            site,
          });
        }
      },
    };
  },
});
