import { dirname, posix } from 'node:path';
import { isObject, textOf, type JsonObject } from '../../document/node.ts';
import type { DocumentStore } from '../../document/store.ts';
import type { Unsupported } from '../../lint/spectral/definition.ts';
import type { FunctionMaker } from '../../lint/spectral/function.ts';
import { ownFunction, type OwnFunction } from '../../lint/spectral/own-function.ts';
import {
  mergeRuleset,
  type Extension,
  type Extent,
  type Ruleset,
  type RulesetText,
} from '../../lint/spectral/ruleset.ts';
import { createSchemas } from '../../schema/create-schemas.ts';
import { RunError } from '../errors.ts';
import { isModule } from './module-path.ts';
import { importDefault, openRuleset, pathOfExtended, rulesetOf, type OpenedRuleset } from './open.ts';

/** A Spectral ruleset with all that it extends. */
export interface LoadedRuleset {
  readonly ruleset: Ruleset;
  /** The file that was named. */
  readonly opened: OpenedRuleset;
  /** The texts of all files, by uri. */
  readonly texts: ReadonlyMap<string, string>;
}

/** No rulesets stand deeper in each other; one that extends itself would never end. */
const most = 50;

/** Takes the path of a Spectral ruleset; gives it. Throws RunError where it cannot be read. */
export async function loadRuleset(path: string, store: DocumentStore, cwd: string): Promise<LoadedRuleset> {
  const texts = new Map<string, string>();

  const load = async (
    file: string,
    above: readonly string[],
  ): Promise<{ ruleset: Ruleset; opened: OpenedRuleset }> => {
    if (above.includes(file)) throw new RunError(`${file} extends itself: ${[...above, file].join(' -> ')}`);
    const opened = await openRuleset(file, store, cwd);
    texts.set(opened.uri, opened.text);
    return { ruleset: await build(opened, file, above), opened };
  };

  const build = async (opened: OpenedRuleset, file: string, above: readonly string[]): Promise<Ruleset> => {
    if (above.length >= most)
      throw new RunError(`${path} extends more than ${most} rulesets, one inside the other`);
    const unsupported: Unsupported[] = [];
    const extensions: Extension[] = [];
    for (const [index, each] of extendsOf(opened.value['extends']).entries()) {
      const node = opened.node('extends', String(index));
      const parts: readonly unknown[] = Array.isArray(each) ? each : [each];
      const [named, extent] = [parts[0], readExtent(parts[1])];
      try {
        const extension = await extend(named, extent, opened, [...above, file]);
        if (extension) extensions.push(extension);
        else
          unsupported.push({ message: `${textOf(named)} has no rules for OpenAPI, and is left out`, node });
      } catch (error) {
        if (!(error instanceof RunError)) throw error;
        unsupported.push({ message: `what it extends is left out: ${error.message}`, node });
      }
    }
    const functions = await loadFunctions(opened, cwd, unsupported);
    const schemas = createSchemas(opened.documents);
    const text: RulesetText = { ...opened, schemas, functions };
    const merged = mergeRuleset(text, extensions);
    return { ...merged, unsupported: [...unsupported, ...merged.unsupported] };
  };

  const extend = async (
    named: unknown,
    extent: Extent | undefined,
    from: OpenedRuleset,
    above: readonly string[],
  ): Promise<Extension | undefined> => {
    if (isObject(named)) return extendValue(named, extent, from, above);
    const name = textOf(named);
    // vacuum reads the same rulesets, and has names of its own for the same set.
    if (/^(spectral|vacuum):oas[23]?$/.test(name)) return { is: 'built-in', extent };
    if (name === 'vacuum:owasp') return { is: 'built-in', extent, owasp: true };
    if (/^(spectral|vacuum):/.test(name)) return undefined;
    if (/^https?:/i.test(name))
      throw new RunError(
        `${name} is not fetched; install it as a package, or keep a copy beside the ruleset`,
      );
    const extended = pathOfExtended(name, from.uri, cwd);
    const refused = isModule(extended) ? undefined : store.refusal(extended, from);
    if (refused) throw new RunError(refused.reason);
    const { ruleset } = await load(extended, above);
    return { is: 'ruleset', ruleset, extent };
  };

  /** What a ruleset in JavaScript imports, and extends by value. */
  const extendValue = async (
    value: JsonObject,
    extent: Extent | undefined,
    { uri, text }: OpenedRuleset,
    above: readonly string[],
  ): Promise<Extension | undefined> => {
    const rules = isObject(value['rules']) ? value['rules'] : {};
    if (Object.hasOwn(rules, 'oas3-schema')) return { is: 'built-in', extent };
    if (Object.hasOwn(rules, 'asyncapi-schema') || Object.hasOwn(rules, 'arazzo-document-schema'))
      return undefined;
    return { is: 'ruleset', ruleset: await build(rulesetOf(value, uri, text), uri, above), extent };
  };

  const { ruleset, opened } = await load(path, []);
  return { ruleset, opened, texts };
}

function readExtent(written: unknown): Extent | undefined {
  return written === 'all' || written === 'recommended' || written === 'off' ? written : undefined;
}

function extendsOf(written: unknown): readonly unknown[] {
  if (written === undefined || written === null) return [];
  return Array.isArray(written) ? (written as readonly unknown[]) : [written];
}

/** The functions that a ruleset brings along, by name; one that cannot be loaded is said where it is named. */
async function loadFunctions(
  opened: OpenedRuleset,
  cwd: string,
  unsupported: Unsupported[],
): Promise<ReadonlyMap<string, FunctionMaker>> {
  const { functions, functionsDir } = opened.value;
  const found = new Map<string, FunctionMaker>();
  if (!Array.isArray(functions)) return found;
  const folder = posix.join(
    dirname(opened.uri),
    typeof functionsDir === 'string' ? functionsDir.replace(/\/$/, '') : 'functions',
  );
  for (const [index, written] of (functions as readonly unknown[]).entries()) {
    const name = textOf(Array.isArray(written) ? written[0] : written);
    const node = opened.node('functions', String(index));
    try {
      const own = await importDefault(`${folder}/${name}.js`, cwd);
      if (typeof own !== 'function')
        throw new RunError(`${folder}/${name}.js exports no function as default`);
      found.set(name, ownFunction(own as OwnFunction));
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      unsupported.push({ message: `the function "${name}" is left out: ${error.message}`, node });
    }
  }
  return found;
}
