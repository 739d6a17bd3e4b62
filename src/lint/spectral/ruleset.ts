import type { Node } from '../../document/document.ts';
import { isObject, textOf, type JsonObject } from '../../document/node.ts';
import type { Severity } from '../../findings/finding.ts';
import type { Schemas } from '../../schema/schemas.ts';
import type { Unsupported } from './definition.ts';
import type { FunctionMaker } from './function.ts';
import { builtInRules, owaspRules } from './oas-rules.ts';

/** How much of a ruleset another one takes. */
export type Extent = 'all' | 'recommended' | 'off';

/** One file of a ruleset, and what is at hand for its rules. */
export interface RulesetText {
  readonly uri: string;
  readonly value: JsonObject;
  /** Takes keys; gives the node there, or the nearest one above. */
  node(...keys: readonly string[]): Node;
  /** Compiles the schemas in it. */
  readonly schemas: Schemas;
  readonly functions: ReadonlyMap<string, FunctionMaker>;
}

/** What was written under one key of a rule, and in which file. */
export interface Written {
  readonly value: unknown;
  readonly text: RulesetText;
  readonly keys: readonly string[];
}

/** A rule while rulesets are put together. */
export interface RuleState {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Written>;
  /** Where it was first defined: what formats and documentation it has by default. */
  readonly owner: RulesetText;
  readonly enabled: boolean;
  readonly severity: Severity;
}

/** What a ruleset makes of one of Spectral's own rules. */
export interface BuiltInState {
  readonly enabled: boolean;
  /** Undefined where the ruleset leaves it as it is. */
  readonly severity: Severity | undefined;
  /** Where the ruleset names the rule itself; undefined where it only takes all of them. */
  readonly named: Node | undefined;
}

/** A ruleset with all that it extends. */
export interface Ruleset {
  readonly rules: ReadonlyMap<string, RuleState>;
  readonly builtIn: ReadonlyMap<string, BuiltInState>;
  readonly unsupported: readonly Unsupported[];
}

/** What a ruleset extends: Spectral's own rules, vacuum's for OWASP, or another ruleset. */
export type Extension =
  | { readonly is: 'built-in'; readonly extent: Extent | undefined; readonly owasp?: boolean }
  | { readonly is: 'ruleset'; readonly ruleset: Ruleset; readonly extent: Extent | undefined };

const severities: Readonly<Record<string, Severity | 'off'>> = {
  error: 'error',
  warn: 'warning',
  info: 'info',
  hint: 'info',
  off: 'off',
  '0': 'error',
  '1': 'warning',
  '2': 'info',
  '3': 'info',
  '-1': 'off',
};

/** Takes a severity as rulesets write it; gives it as ours, or undefined for what is none. */
export function readSeverity(written: unknown): Severity | 'off' | undefined {
  const name = textOf(written);
  return Object.hasOwn(severities, name) ? severities[name] : undefined;
}

const ruleFields = new Set([
  ...['description', 'documentationUrl', 'recommended', 'given', 'resolved', 'severity', 'message', 'tags'],
  ...['formats', 'then', 'type', 'extensions', 'enabled'],
]);

const rulesetFields = new Set([
  ...['extends', 'rules', 'functions', 'functionsDir', 'formats', 'aliases', 'overrides', 'parserOptions'],
  ...['documentationUrl', 'description'],
]);

/** Takes a file and what it extends, in order; gives the ruleset that they make. */
export function mergeRuleset(text: RulesetText, extensions: readonly Extension[]): Ruleset {
  const rules = new Map<string, RuleState>();
  const builtIn = new Map<string, BuiltInState>();
  const unsupported: Unsupported[] = [];

  for (const extension of extensions) {
    if (extension.is === 'built-in') {
      const { owasp, extent = 'recommended' } = extension;
      if (owasp) for (const id of owaspRules) builtIn.set(id, whole(extent !== 'off'));
      else extendBuiltIn(builtIn, extent);
    } else {
      const { ruleset, extent } = extension;
      for (const [name, rule] of ruleset.rules)
        rules.set(name, extent === undefined ? rule : { ...rule, enabled: isEnabled(rule, extent) });
      for (const [id, state] of ruleset.builtIn)
        builtIn.set(id, extent === 'off' ? { ...state, enabled: false } : state);
      for (const each of ruleset.unsupported) unsupported.push(each);
    }
  }

  for (const key of Object.keys(text.value))
    if (!rulesetFields.has(key) && !key.startsWith('x-'))
      unsupported.push({ message: `"${key}" of a ruleset means nothing here`, node: text.node(key) });
  const own = isObject(text.value['rules']) ? text.value['rules'] : {};
  for (const [name, written] of Object.entries(own)) {
    const node = text.node('rules', name);
    const existing = rules.get(name);
    if (isObject(written)) {
      const unknown = Object.keys(written).filter((key) => !ruleFields.has(key) && !key.startsWith('x-'));
      for (const key of unknown)
        unsupported.push({
          message: `"${key}" of the rule "${name}" means nothing here`,
          node: text.node('rules', name, key),
        });
      const defined = Object.hasOwn(written, 'given') && Object.hasOwn(written, 'then');
      if (existing !== undefined || defined) {
        rules.set(name, define(name, written, text, existing));
        // One that is written anew takes the place of Spectral's own of that name.
        if (builtInRules.has(name)) builtIn.set(name, { enabled: false, severity: undefined, named: node });
        continue;
      }
    }
    const setting = isObject(written) ? (written['severity'] ?? true) : written;
    const severity = typeof setting === 'boolean' ? undefined : readSeverity(setting);
    if (typeof setting !== 'boolean' && severity === undefined)
      unsupported.push({ message: `${JSON.stringify(setting)} is no severity`, node });
    else if (existing !== undefined)
      rules.set(name, weighed(existing, setting !== false && severity !== 'off', severity));
    // One of Spectral's own, or of another tool that reads its rulesets.
    else
      builtIn.set(name, {
        enabled: setting !== false && severity !== 'off',
        severity: severity === 'off' ? undefined : severity,
        named: node,
      });
  }
  return { rules, builtIn, unsupported };
}

function extendBuiltIn(builtIn: Map<string, BuiltInState>, extent: Extent): void {
  for (const [id, { recommended }] of builtInRules) {
    const enabled = extent === 'all' || (extent === 'recommended' && recommended);
    builtIn.set(id, whole(enabled));
  }
}

/** A rule that a ruleset takes with all others. */
function whole(enabled: boolean): BuiltInState {
  return { enabled, severity: undefined, named: undefined };
}

function isEnabled({ fields }: RuleState, extent: Extent): boolean {
  return extent === 'all' || (extent === 'recommended' && fields.get('recommended')?.value !== false);
}

function weighed(rule: RuleState, enabled: boolean, severity: Severity | 'off' | undefined): RuleState {
  return { ...rule, enabled, ...(severity !== undefined && severity !== 'off' && { severity }) };
}

function define(
  name: string,
  written: JsonObject,
  text: RulesetText,
  existing: RuleState | undefined,
): RuleState {
  const fields = new Map<string, Written>(existing?.fields);
  for (const [key, value] of Object.entries(written))
    fields.set(key, { value, text, keys: ['rules', name, key] });
  const severity = readSeverity(fields.get('severity')?.value ?? 'warn') ?? 'warning';
  const told = severity === 'off' ? false : existing !== undefined || written['recommended'] !== false;
  return {
    name,
    fields,
    owner: existing?.owner ?? text,
    enabled: told && written['enabled'] !== false,
    severity:
      severity === 'off'
        ? 'warning'
        : Object.hasOwn(written, 'severity')
          ? severity
          : (existing?.severity ?? severity),
  };
}
