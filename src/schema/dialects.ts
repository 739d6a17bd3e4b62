import type { Dialect } from '../openapi/model.ts';

/** What sets the schemas of one dialect apart from those of another. */
export interface DialectRules {
  /** The keywords that assert or apply something. Any other key is an annotation, or a mistake that lint finds. */
  readonly keywords: ReadonlySet<string>;
  /** Whether keywords beside a `$ref` count. */
  readonly refSiblings: boolean;
  /** The key that lets null pass, where the dialect has one. */
  readonly nullable: 'nullable' | 'x-nullable' | undefined;
  /** Whether a boolean `required` may stand in a schema: in Parameter Objects and schemas of draft 3. */
  readonly booleanRequired: boolean;
  /** Whether `$id` starts a schema resource of its own, with a dynamic scope. */
  readonly resources: boolean;
  /** Whether the items that `contains` accepts count as evaluated. */
  readonly containsEvaluates: boolean;
}

const swagger = [
  ...[
    'type',
    'enum',
    'format',
    'allOf',
    'items',
    'properties',
    'additionalProperties',
    'required',
    'pattern',
  ],
  ...['multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength'],
  ...['maxItems', 'minItems', 'uniqueItems', 'maxProperties', 'minProperties'],
];
const unions = ['anyOf', 'oneOf', 'not'];
const draft04 = [...swagger, ...unions, 'patternProperties', 'additionalItems', 'dependencies'];
const draft06 = [...draft04, 'const', 'contains', 'propertyNames'];
const draft07 = [...draft06, 'if', 'then', 'else'];
const modern = [
  ...draft07.filter((keyword) => keyword !== 'dependencies'),
  ...['dependentRequired', 'dependentSchemas', 'minContains', 'maxContains'],
  ...['unevaluatedItems', 'unevaluatedProperties'],
];

function rules(keywords: readonly string[], differences: Partial<DialectRules> = {}): DialectRules {
  return {
    keywords: new Set(keywords),
    refSiblings: false,
    nullable: undefined,
    booleanRequired: false,
    resources: false,
    containsEvaluates: false,
    ...differences,
  };
}

const table: Readonly<Record<Exclude<Dialect, 'unknown'>, DialectRules>> = {
  // Swagger 2.0 has no word for null; its large descriptions agree on the extension `x-nullable`.
  'openapi-2.0': rules([...swagger, 'discriminator'], { nullable: 'x-nullable', booleanRequired: true }),
  'openapi-3.0': rules([...swagger, ...unions, 'discriminator'], {
    nullable: 'nullable',
    booleanRequired: true,
  }),
  'json-schema-draft-04': rules(draft04, { booleanRequired: true }),
  'json-schema-draft-06': rules(draft06),
  'json-schema-draft-07': rules(draft07),
  'json-schema-2019-09': rules([...modern, 'discriminator'], { refSiblings: true, resources: true }),
  'json-schema-2020-12': rules(
    [...modern.filter((keyword) => keyword !== 'additionalItems'), 'prefixItems', 'discriminator'],
    { refSiblings: true, resources: true, containsEvaluates: true },
  ),
};

/** Takes a dialect; gives its rules, or undefined for the one that nobody here can judge with. */
export function dialectRules(dialect: Dialect): DialectRules | undefined {
  return dialect === 'unknown' ? undefined : table[dialect];
}

/** Whether schemas of a dialect may declare another one with `$schema`. */
export function isJsonSchema(dialect: Dialect): boolean {
  return dialect.startsWith('json-schema');
}
