import type { Placement, Reporter } from '../../findings/meta.ts';
import type { Api } from '../../openapi/model.ts';
import type { LintRule } from '../rule.ts';
import type { SpectralRule, Then } from './definition.ts';
import type { FunctionContext, Result } from './function.ts';
import { asFragment, dotted, renderMessage } from './message.ts';
import { keysOf, nodeOf } from './place.ts';
import { lookAt, type Looking } from './look.ts';
import type { Match, Query } from './query.ts';
import { referencesIn } from './references.ts';
import { descend, targetsOf, type Target } from './target.ts';

const messages = { broken: '{text}' } as const;
type Report = Reporter<typeof messages>;

/**
 * Takes a rule of a Spectral ruleset, the code that it has here, and what to call where it cannot be run; gives it as
 * a rule of ours.
 */
export function asLintRule(rule: SpectralRule, code: string, unable: (message: string) => void): LintRule {
  const { description, severity, documentationUrl: section } = rule;
  const meta = {
    code,
    severity,
    presets: { spec: severity, strict: severity, owasp: severity },
    summary: description ?? `Keep to the rule ${rule.name}.`,
    why: `It is a rule of ${rule.node.document.uri}.`,
    fix: 'See the ruleset.',
    messages,
    // By its own name it is known in configs and ignores.
    ...(rule.name !== code && { aliases: [rule.name] }),
    ...(section !== undefined && { section }),
  };
  return {
    ...meta,
    create(collector, { api }) {
      const { value: root } = api.node;
      if (rule.formats && !rule.formats.some((holds) => holds(root))) return {};
      const report = collector.reporter(meta);
      const referenced = new Set<string>();
      return {
        reference({ first }) {
          if (first?.document === api.node.document) referenced.add(first.pointer);
        },
        end() {
          try {
            judge(rule, api, referenced, report);
          } catch (error) {
            unable(
              `the rule "${rule.name}" could not be run: ${error instanceof Error ? error.message : String(error)}`,
            );
          }
        },
      };
    },
  };
}

function judge(rule: SpectralRule, api: Api, referenced: ReadonlySet<string>, report: Report): void {
  const looking = lookAt(api)[rule.resolved ? 'resolved' : 'unresolved'];
  const seen = new Set<string | number>();
  for (const { path, formats } of rule.given) {
    if (formats && !formats.some((holds) => holds(api.node.value))) continue;
    for (const match of looking.query.run(path)) {
      // What is defined once is judged once, however many ways lead there.
      const name = match.key ? `key ${match.use.id}` : match.place.id;
      if (seen.has(name)) continue;
      seen.add(name);
      for (const then of rule.then) judgeMatch(rule, then, match, api, looking, referenced, report);
    }
  }
}

function judgeMatch(
  rule: SpectralRule,
  { field, run }: Then,
  match: Match,
  api: Api,
  { query, plain }: Looking,
  referenced: ReadonlySet<string>,
  report: Report,
): void {
  for (const target of targetsOf(match, field, query)) {
    const property = propertyOf(target);
    const context: FunctionContext = {
      plain: () => (target.key || target.missing.length > 0 ? target.value : plain(target.place)),
      root: api.node.value,
      isReferenced: (pointer) => referenced.has(pointer),
      name: property === '' ? 'the document' : JSON.stringify(property),
      resolved: () => plain(query.root.place),
      references: () => referencesIn(api.documents),
      uri: api.node.document.uri,
      rule,
    };
    for (const result of run(target, context) ?? []) tell(rule, target, result, query, report);
  }
}

function tell(rule: SpectralRule, target: Target, result: Result, query: Query, report: Report): void {
  const at = meant(target, result, query);
  const property = propertyOf(at);
  const values = {
    property,
    path: () => asFragment(keysOf(at.place)),
    description: rule.description,
    value: at.place.value,
  };
  const error = renderMessage(result.message, { ...values, error: result.message });
  const text =
    rule.message === undefined
      ? (rule.description ?? error)
      : renderMessage(rule.message, { ...values, error });
  const placement: Placement = { at: nodeOf(at.place), ...(at.key && { part: 'key' }) };
  report({ message: 'broken', params: { text }, ...placement });
}

type Meant = Pick<Target, 'place' | 'missing' | 'key'>;

/** Where a result is about: its target, a part of that, or a place of its own. */
function meant(target: Target, { below, absolute }: Result, { view, root }: Query): Meant {
  if (absolute) return { ...descend(view, root.place, absolute), key: false };
  if (below === undefined || below.length === 0) return target;
  return { ...descend(view, target.place, [...target.missing, ...below]), key: false };
}

/** How a place is named: by its last key, and what is missing below it. */
function propertyOf({ place, missing }: Meant): string {
  const own = place.parent === undefined ? [] : [place.key];
  return missing.length > 0 ? dotted([...own, ...missing]) : own.length > 0 ? String(place.key) : '';
}
