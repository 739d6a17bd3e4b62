import type { Node } from '../document/document.ts';
import type { SchemaSite } from '../openapi/model.ts';
import type { Mismatch, Mismatches } from './mismatches.ts';
import type { LintContext } from './rule.ts';

/** How a text holds values: one of them, or one in each line. */
export type TextForm = 'json' | 'lines';

/** How many mistakes of one text are told. */
const most = 10;

/**
 * Takes a schema, and a text in the description that is JSON as it is sent (RFC 8259), or a value of JSON in each line
 * (JSON Lines); gives what is wrong with it, all at the text, as there is no node within.
 */
export function mismatchesInText(
  { schemas }: Pick<LintContext, 'schemas'>,
  site: SchemaSite,
  at: Node<string>,
  form: TextForm,
): Mismatches {
  const mismatches: Mismatch[] = [];
  const texts = form === 'json' ? [at.value] : at.value.split(/\r?\n/);
  for (const [index, text] of texts.entries()) {
    // JSON text sequences put a record separator first (RFC 7464).
    const written = text.replace(/^\x1e/, '');
    if (form === 'lines' && written.trim() === '') continue;
    const line = form === 'lines' ? ` in line ${index + 1}` : '';
    const parsed = parse(written);
    if (!parsed) {
      mismatches.push({
        problem: `is not JSON${line}`,
        at,
        evidence: { kind: 'violation', keyword: 'contentMediaType' },
      });
      continue;
    }
    const judgement = schemas.judge(site, parsed.value);
    if (judgement.kind === 'unjudged') return judgement;
    if (judgement.kind === 'valid') continue;
    for (const { message, instance, keyword, actual, schema } of judgement.violations) {
      const where = instance === '' ? line : ` at ${instance}${line}`;
      mismatches.push({
        problem: `${message}${where}`,
        at,
        evidence: { kind: 'violation', keyword, actual },
        related: [{ message: 'its schema says so here', at: schema }],
      });
    }
  }
  return { kind: 'judged', mismatches: mismatches.slice(0, most) };
}

/** Takes a value in the description; gives whether it is a text that is JSON for an object or an array. */
export function isJsonText(value: Node): value is Node<string> {
  return typeof value.value === 'string' && /^\s*[[{]/.test(value.value) && parse(value.value) !== undefined;
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
