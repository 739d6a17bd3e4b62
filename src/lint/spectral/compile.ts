import { isObject, textOf } from '../../document/node.ts';
import { coreFunctions } from './core-functions.ts';
import type { Given, SpectralRule, Then, Unsupported } from './definition.ts';
import { formatNames, readFormat, type Format } from './formats.ts';
import type { FunctionMaker } from './function.ts';
import { compilePath } from './json-path.ts';
import { ownFunction, type OwnFunction } from './own-function.ts';
import type { RuleState, Ruleset, RulesetText, Written } from './ruleset.ts';
import { readField } from './target.ts';

/** Takes a ruleset; gives the rules of it that are on, and what in them cannot be honoured. */
export function compileRules({ rules }: Ruleset): {
  readonly rules: readonly SpectralRule[];
  readonly unsupported: readonly Unsupported[];
} {
  const unsupported: Unsupported[] = [];
  const compiled: SpectralRule[] = [];
  for (const rule of rules.values()) if (rule.enabled) compiled.push(compileRule(rule, unsupported));
  return { rules: compiled.filter(({ given, then }) => given.length > 0 && then.length > 0), unsupported };
}

function compileRule(rule: RuleState, unsupported: Unsupported[]): SpectralRule {
  const { name, fields, owner, severity } = rule;
  const text = (key: string): string | undefined => {
    const value = fields.get(key)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const formats = fields.get('formats') ?? { value: owner.value['formats'], text: owner, keys: ['formats'] };
  const base = owner.value['documentationUrl'];
  return {
    name,
    severity,
    description: text('description'),
    message: text('message'),
    documentationUrl: text('documentationUrl') ?? (typeof base === 'string' ? `${base}#${name}` : undefined),
    resolved: fields.get('resolved')?.value !== false,
    formats: readFormats(formats, unsupported),
    given: readGiven(name, fields.get('given'), unsupported),
    then: readThen(name, fields.get('then'), unsupported),
    node: owner.node('rules', name),
  };
}

function readFormats(
  { value, text, keys }: Written,
  unsupported: Unsupported[],
): readonly Format[] | undefined {
  if (value === undefined) return undefined;
  return listOf(value).map((written, index) => {
    const format = readFormat(written);
    if (format === undefined) {
      const message = `there is no format ${JSON.stringify(written)} here: ${formatNames.join(', ')}`;
      unsupported.push({ message, node: text.node(...keys, String(index)) });
    }
    return format ?? (() => false);
  });
}

function readGiven(name: string, written: Written | undefined, unsupported: Unsupported[]): readonly Given[] {
  if (written === undefined) return [];
  const { value, text, keys } = written;
  return listOf(value).flatMap((path, index) => {
    const node = Array.isArray(value) ? text.node(...keys, String(index)) : text.node(...keys);
    try {
      if (typeof path !== 'string') throw new SyntaxError('"given" must be a path');
      return expand(path, undefined, text, [], unsupported, { paths: 0 }).map((each) => ({
        path: compilePath(each.path),
        formats: each.formats,
      }));
    } catch (error) {
      unsupported.push({ message: `the rule "${name}" cannot look there: ${reason(error)}`, node });
      return [];
    }
  });
}

/** No rule looks in more places, and aliases of aliases may stand for any number of them. */
const mostPaths = 10_000;

interface Expanded {
  readonly path: string;
  readonly formats: readonly Format[] | undefined;
}

/** Replaces the alias that a path starts with (`#Name.more`) by what it stands for, of each format on its own. */
function expand(
  path: string,
  formats: readonly Format[] | undefined,
  text: RulesetText,
  above: readonly string[],
  unsupported: Unsupported[],
  found: { paths: number },
): readonly Expanded[] {
  const name = /^#([A-Za-z0-9_-]+)/.exec(path)?.[1];
  if (name === undefined) {
    found.paths += 1;
    if (found.paths > mostPaths) throw new SyntaxError(`its aliases stand for more than ${mostPaths} paths`);
    return [{ path, formats }];
  }
  const aliases = text.value['aliases'];
  if (above.includes(name)) throw new SyntaxError(`the alias "${name}" leads back to itself`);
  if (!isObject(aliases) || !Object.hasOwn(aliases, name))
    throw new SyntaxError(`there is no alias "${name}"`);
  const rest = path.slice(name.length + 1);
  const go = (given: unknown, only: readonly Format[] | undefined): readonly Expanded[] =>
    listOf(given).flatMap((each) =>
      expand(`${textOf(each)}${rest}`, only, text, [...above, name], unsupported, found),
    );
  const alias = aliases[name];
  if (!isObject(alias)) return go(alias, formats);
  const targets = listOf(alias['targets']).filter(isObject);
  const read = targets.map(({ formats: own, given }, index) => ({
    given,
    formats:
      readFormats(
        { value: own, text, keys: ['aliases', name, 'targets', String(index), 'formats'] },
        unsupported,
      ) ?? [],
  }));
  // The last one that is for a description is the one that holds there.
  return read.flatMap(({ given, formats: own }, index) => {
    const later = read.slice(index + 1).flatMap((each) => each.formats);
    const only: Format = (root) => own.some((holds) => holds(root)) && !later.some((holds) => holds(root));
    return go(given, [formats ? (root) => only(root) && formats.some((holds) => holds(root)) : only]);
  });
}

function readThen(name: string, written: Written | undefined, unsupported: Unsupported[]): readonly Then[] {
  if (written === undefined) return [];
  const { value, text, keys } = written;
  return listOf(value).flatMap((each, index) => {
    const at = Array.isArray(value) ? [...keys, String(index)] : keys;
    try {
      if (!isObject(each)) throw new SyntaxError('"then" must be an object');
      const { field, functionOptions } = each;
      const make = makerOf(each['function'], text);
      const run = make({
        value: functionOptions,
        node: (...more) => text.node(...at, 'functionOptions', ...more),
        schemas: text.schemas,
      });
      return [{ field: readField(field === undefined ? undefined : textOf(field)), run }];
    } catch (error) {
      const part = isObject(each) && Object.hasOwn(each, 'function') ? [...at, 'function'] : at;
      unsupported.push({
        message: `the rule "${name}" cannot be judged: ${reason(error)}`,
        node: text.node(...part),
      });
      return [];
    }
  });
}

function makerOf(named: unknown, { functions }: RulesetText): FunctionMaker {
  if (typeof named === 'function') return ownFunction(named as OwnFunction);
  if (typeof named !== 'string') throw new SyntaxError('"function" is missing');
  const make = functions.get(named) ?? coreFunctions.get(named);
  if (make === undefined) throw new SyntaxError(`there is no function "${named}"`);
  return make;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
