import type { Node } from '../../document/document.ts';
import { isObject } from '../../document/node.ts';
import { pointerKeys } from '../../document/pointer.ts';
import type { Severity } from '../../findings/finding.ts';
import { fillMessage } from '../../findings/meta.ts';
import type { ObjectKind } from '../../openapi/structure/kinds.ts';
import type { Schemas } from '../../schema/schemas.ts';
import type { Violation } from '../../schema/violation.ts';
import { lookAt } from '../spectral/look.ts';
import { nodeOf, type Place } from '../spectral/place.ts';
import { descend } from '../spectral/target.ts';
import { defineLintRule, type LintRule } from '../rule.ts';

/** A rule that a config declares: what objects of a kind must be, as a JSON Schema. */
export interface CustomRule {
  readonly severity?: Severity | 'off';
  readonly summary?: string;
  readonly why?: string;
  readonly fix?: string;
  /** The kinds of object that it is about. */
  readonly for: readonly ObjectKind[];
  /** The JSON Schema that an object must meet to be looked at; every one, without it. */
  readonly where?: Node;
  /** The JSON Schema that it must meet then. */
  readonly must: Node;
  /** What to say; `{problem}` stands for what the schema says, `{name}` for what the object is called. */
  readonly message?: string;
}

/** Takes a declared rule, its code and what compiles the schemas in it; gives it as a rule. */
export function asRule(rule: CustomRule, code: string, schemas: Schemas): LintRule {
  const severity = rule.severity ?? 'warning';
  const kinds = new Set<ObjectKind>(rule.for);
  const site = (node: Node) => ({ node, dialect: 'json-schema-2020-12', direction: 'request' }) as const;
  const where = rule.where && site(rule.where);
  const must = site(rule.must);
  return defineLintRule({
    code,
    severity,
    presets: { spec: severity, strict: severity, owasp: severity },
    summary: rule.summary ?? rule.message ?? `Keep to the rule ${code}.`,
    why: rule.why ?? `It is a rule of ${rule.must.document.uri}.`,
    fix: rule.fix ?? `Make it what "must" of the rule says (${rule.must.document.uri}).`,
    messages: { broken: '{text}' },
    create(report, { api }) {
      const { resolved } = lookAt(api);
      return {
        object(node, kind) {
          // What is only a reference is looked at where it leads.
          if (!kinds.has(kind) || !isObject(node.value) || Object.hasOwn(node.value, '$ref')) return;
          const place = resolved.view.at(node);
          const value = place && resolved.plain(place);
          if (place === undefined || (where && schemas.accepts(where, value) !== true)) return;
          const judged = schemas.judge(must, value);
          if (judged.kind !== 'invalid') return;
          for (const violation of judged.violations) {
            const at = descend(resolved.view, place, pointerKeys(violation.instance)).place;
            report({
              message: 'broken',
              params: { text: wordsFor(rule, violation, { node, kind }, at) },
              at: nodeOf(at),
            });
          }
        },
      };
    },
  });
}

/** An object of the specification, and of which kind it is. */
interface Subject {
  readonly node: Node;
  readonly kind: ObjectKind;
}

function wordsFor(
  { message }: CustomRule,
  { message: problem }: Violation,
  subject: Subject,
  at: Place,
): string {
  if (message !== undefined) return fillMessage(message, { problem, name: nameOf(subject) });
  return `${at.parent === undefined ? 'the document' : JSON.stringify(String(at.key))} ${problem}`;
}

/** What people call an object: an operation by method and path, what stands in a list by its name, else by its key. */
function nameOf({ node, kind }: Subject): string {
  const keys = pointerKeys(node.pointer);
  const key = keys.at(-1) ?? '';
  if (kind === 'operation') {
    const path = keys.at(keys.at(-2) === 'additionalOperations' ? -3 : -2);
    return path === undefined ? key.toUpperCase() : `${key.toUpperCase()} ${path}`;
  }
  const named = /^\d+$/.test(key) && isObject(node.value) ? (node.value['name'] ?? node.value['url']) : key;
  return typeof named === 'string' ? named : key;
}
