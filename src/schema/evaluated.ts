import { isObject } from '../document/node.ts';
import type { Contains, Converted, Discriminator, Engine, Link } from './converted.ts';
import type { Patterns } from './patterns.ts';

/** What a schema and those applied in place with it have looked at, of one value. */
export interface Evaluated {
  readonly names: Set<string>;
  readonly indices: Set<number>;
}

type Schemas = readonly Converted[];

/**
 * JSON Schema 2020-12 sections 11.2 and 11.3: which properties and items of a value are evaluated by a schema,
 * through every keyword applied in place that accepts the value. `except` is the keyword that asks.
 */
export function evaluated(
  engine: Engine,
  patterns: Patterns,
  root: Converted,
  data: unknown,
  except: string,
): Evaluated {
  const found: Evaluated = { names: new Set(), indices: new Set() };
  const keys = isObject(data) ? Object.keys(data) : [];
  const list: readonly unknown[] = Array.isArray(data) ? data : [];
  const mark = (schema: Converted, keyword: string): boolean =>
    keyword in schema && !(schema === root && keyword === except);
  const accepted = (schema: Converted): boolean => !engine.errorsOf(schema, data);

  const visit = (schema: Converted): void => {
    const declared = (schema['properties'] ?? {}) as Readonly<Record<string, Converted>>;
    const matched = Object.keys((schema['patternProperties'] ?? {}) as object).map((pattern) =>
      patterns.get(pattern),
    );
    const every = mark(schema, 'additionalProperties') || mark(schema, 'unevaluatedProperties');
    for (const key of keys) {
      if (every || Object.hasOwn(declared, key) || matched.some((pattern) => pattern.test(key)))
        found.names.add(key);
    }
    const items = schema['items'];
    const whole = mark(schema, 'unevaluatedItems') || mark(schema, 'additionalItems') || isObject(items);
    const prefix = Array.isArray(items) ? items.length : 0;
    const contains = (schema['contains'] as (() => Contains) | undefined)?.();
    // 2019-09 does not count what `contains` accepts (its section 9.3.1.1 leaves the annotation out).
    const counts = contains && engine.frame?.unit.dialect === 'json-schema-2020-12';
    list.forEach((item, index) => {
      if (whole || index < prefix || (counts && !engine.errorsOf(contains.schema, item)))
        found.indices.add(index);
    });

    for (const part of (schema['allOf'] ?? []) as Schemas) visit(part);
    for (const keyword of ['anyOf', 'oneOf']) {
      for (const part of (schema[keyword] ?? []) as Schemas) if (accepted(part)) visit(part);
    }
    const condition = schema['if'] as Converted | undefined;
    if (condition) {
      const holds = accepted(condition);
      if (holds) visit(condition);
      const then = schema[holds ? 'then' : 'else'] as Converted | undefined;
      if (then) visit(then);
    }
    for (const [key, part] of Object.entries(
      (schema['dependencies'] ?? {}) as Readonly<Record<string, Converted>>,
    )) {
      if (keys.includes(key)) visit(part);
    }
    const discriminator = (schema['discriminate'] as (() => Discriminator) | undefined)?.();
    for (const part of discriminator?.union?.branches ?? []) if (accepted(part)) visit(part);
    for (const keyword of ['reference', 'dynamicReference']) {
      const link = (schema[keyword] as (() => Link) | undefined)?.();
      if (link) enter(link);
    }
  };

  const enter = (link: Link): void => {
    const parent = engine.frame;
    const unit = engine.target(link);
    engine.frame = { unit, data, parent };
    visit(unit.conversion().schema);
    engine.frame = parent;
  };

  visit(root);
  return found;
}
