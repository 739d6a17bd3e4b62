/** Which types a keyword says anything about (JSON Schema 2020-12 Validation, section 6). */
export const keywordTypes: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...['minLength', 'maxLength', 'pattern', 'contentEncoding', 'contentMediaType'].map(
    (keyword) => [keyword, ['string']] as const,
  ),
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].map(
    (keyword) => [keyword, ['integer', 'number']] as const,
  ),
  ...['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains'].map(
    (keyword) => [keyword, ['array']] as const,
  ),
  ...['properties', 'patternProperties', 'required', 'minProperties', 'maxProperties', 'propertyNames'].map(
    (keyword) => [keyword, ['object']] as const,
  ),
]);
