/** Where oasdiff's ids say that a schema stands. */
const bodies = ['request-body', 'request-property', 'response-body', 'response-property'];
const values = [...bodies, 'request-parameter', 'response-header'];
const nested = [...values, 'request-parameter-property'];
const readOnly = [...values, 'request-read-only-property'];
const enumerated = [
  ...[...nested, 'request-header-property', 'request-read-only-property'],
  ...['response-mediatype', 'response-write-only-property'],
];

/** Takes places and what happens there; gives the ids that say so. */
function at(places: readonly string[], ...events: readonly string[]): string[] {
  return places.flatMap((place) => events.map((event) => `${place}-${event}`));
}

function each(names: readonly string[], ...events: readonly string[]): string[] {
  return names.flatMap((name) => events.map((event) => `${name}-${event}`));
}

const sizes = ['max', 'min'].flatMap((end) =>
  ['contains', 'items', 'length', 'properties'].map((counted) => `${end}-${counted}`),
);
const limits = ['max', 'min', 'exclusive-max', 'exclusive-min', ...sizes];
const applied = ['contains', 'else', 'if', 'then', 'pattern-property', 'prefix-items', 'property-names'];

/**
 * The ids of oasdiff and of OpenAPITools' openapi-diff for what the checks of schemas find. oasdiff has one for each
 * place and each way of changing; here a place is told in the message, and a direction decides.
 */
const idsOfSchemas: Readonly<Record<string, readonly string[]>> = {
  'default-changed': at(values, ...['default-value-added', 'default-value-changed', 'default-value-removed']),
  'enum-value-added': [
    ...at(enumerated, 'enum-value-added', 'became-not-enum'),
    ...at(bodies, 'const-changed', 'const-removed'),
    'incompatible.response.enum.increased',
  ],
  'enum-value-removed': [
    ...at(enumerated, 'enum-value-removed', 'became-enum'),
    ...at(bodies, 'const-added', 'const-changed'),
    'incompatible.request.enum.decreased',
  ],
  'object-closed': at(bodies, 'unevaluated-properties-added'),
  'object-opened': at(bodies, 'unevaluated-properties-removed'),
  'property-added': [
    'response-optional-write-only-property-added',
    'response-required-write-only-property-added',
  ],
  'property-optional': [
    'response-write-only-property-became-optional',
    'incompatible.response.required.decreased',
    'incompatible.response.writeonly.required.decreased',
  ],
  'property-removed': [
    'response-optional-write-only-property-removed',
    'response-required-write-only-property-removed',
    ...at(
      ['request-property', 'response-required-property'],
      'removed-before-sunset',
      'removed-with-deprecation',
    ),
  ],
  'property-required': [
    'new-required-request-header-property',
    'new-required-request-property-with-default',
    ...at(
      ['request-header-property', 'response-property', 'response-write-only-property'],
      'became-required',
    ),
    'incompatible.request.required.increased',
    'incompatible.request.readonly.required.decreased',
  ],
  'schema-alternatives-changed': [
    ...at(bodies, 'any-of-added', 'any-of-removed', 'one-of-added', 'one-of-removed'),
    ...at(bodies, 'discriminator-added', 'discriminator-removed', 'discriminator-property-name-changed'),
    ...at(bodies, ...each(['discriminator-mapping'], 'added', 'changed', 'deleted')),
    ...at(['request-body', 'response-body'], 'wrapped-in-one-of', 'wrapped-in-one-of-original-preserved'),
    'incompatible.request.oneof.decreased',
    'incompatible.response.oneof.increased',
    'incompatible.schema.discriminator.changed',
  ],
  'schema-bound-changed': [
    ...at(readOnly, ...each(limits, 'decreased', 'increased', 'set', 'unset')),
    ...at(values, ...each(['multiple-of'], 'changed', 'generalized', 'specialized', 'set', 'unset')),
    ...at(bodies, 'unique-items-set', 'unique-items-unset'),
    'incompatible.request.max.length.decreased',
    'incompatible.request.min.length.increased',
    'incompatible.request.numeric.range.decreased',
    'incompatible.response.max.length.increased',
    'incompatible.response.min.length.increased',
    'incompatible.response.numeric.range.increased',
    'incompatible.schema.min-properties.changed',
    'incompatible.schema.max-properties.changed',
  ],
  'schema-changed': [
    ...at(nested, 'schema-became-false', 'schema-became-not-false'),
    ...at(bodies, ...each([...applied, 'dependent-schema', 'all-of'], 'added', 'removed')),
    ...at(bodies, ...each(['all-of'], 'added-annotation-only', 'removed-annotation-only')),
    ...at(bodies, ...each(['unevaluated-items', 'unevaluated-properties'], 'added', 'removed')),
    ...at(bodies, ...each(['const', 'dependent-required'], 'added', 'changed', 'removed')),
  ],
  'schema-pattern-changed': [
    ...at(values, ...each(['pattern'], 'added', 'changed', 'generalized', 'removed')),
    'incompatible.schema.pattern.changed',
  ],
  'schema-type-changed': [
    ...at(
      nested,
      'became-nullable',
      'became-not-nullable',
      'list-of-types-narrowed',
      'list-of-types-widened',
    ),
    ...at(nested, ...each(['type'], 'changed', 'compatible', 'generalized', 'specialized')),
    'incompatible.schema.type.changed',
  ],
};

/** Takes the code of a check of schemas; gives the ids that other tools have for what it finds. */
export function peerIds(code: string): readonly string[] {
  return Object.hasOwn(idsOfSchemas, code) ? (idsOfSchemas[code] ?? []) : [];
}
