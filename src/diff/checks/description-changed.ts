import { child } from '../../document/node.ts';
import { defineDiffCheck, type PartKind } from '../check.ts';

export default defineDiffCheck({
  code: 'description-changed',
  severity: 'info',
  summary: 'Tell readers what they need to know.',
  why: 'No message changes; but where the old text was wrong, consumers may have to read the new one.',
  fix: 'Nothing is to be mended.',
  documentary: true,
  messages: {
    added: '{where}: the {field} was added',
    changed: '{where}: the {field} was reworded',
    removed: '{where}: the {field} was removed',
  },
  create(report) {
    /** Where several definitions became one, its words are told of once. */
    const told = new Set<string>();
    return {
      part({ kind, where, before, after, site, wordless }) {
        if (wordless) return;
        for (const field of fieldsOf(kind)) {
          const old = child(before, field);
          const fresh = child(after, field);
          if (old === undefined && fresh === undefined) continue;
          if (textOf(old?.value) === textOf(fresh?.value)) continue;
          const at = fresh ?? after;
          const key = `${at.document.uri}#${at.pointer}#${field}`;
          if (kind === 'schema' && told.has(key)) continue;
          told.add(key);
          const was = textOf(old?.value) !== '';
          const is = textOf(fresh?.value) !== '';
          report({
            message: was ? (is ? 'changed' : 'removed') : 'added',
            params: { where, field },
            before: old ?? before,
            after: at,
            part: 'key',
            effect: 'none',
            evidence: { kind: 'change', before: old?.value ?? null, after: fresh?.value ?? null },
            ...(site && { site }),
          });
        }
      },
    };
  },
});

function fieldsOf(kind: PartKind): readonly string[] {
  switch (kind) {
    case 'the API':
      return [];
    case 'info':
      return ['title', 'summary', 'description'];
    case 'server':
      return ['name', 'description'];
    case 'schema':
      return ['title', 'description'];
    default:
      return ['summary', 'description'];
  }
}

/** Blanks mean nothing in Markdown but where lines end, and YAML and editors move those. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
}
