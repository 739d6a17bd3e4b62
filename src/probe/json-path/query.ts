/** A JSONPath (RFC 9535), taken apart. */
export interface Query {
  /** Whether it begins at `$`; else at `@`, the value that a filter is asked about. */
  readonly absolute: boolean;
  readonly segments: readonly Segment[];
}

/** A step of it: what it selects of each value, or of all values below too. */
export interface Segment {
  readonly deep: boolean;
  readonly selectors: readonly Selector[];
}

/** RFC 9535 section 2.3. */
export type Selector =
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'index'; readonly index: number }
  | { readonly is: 'any' }
  | {
      readonly is: 'slice';
      readonly start: number | undefined;
      readonly end: number | undefined;
      readonly step: number;
    }
  | { readonly is: 'filter'; readonly condition: Condition };

/** What a filter asks (section 2.3.5). */
export type Condition =
  | { readonly is: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly is: 'not'; readonly part: Condition }
  | {
      readonly is: 'compare';
      readonly left: Comparable;
      readonly operator: Operator;
      readonly right: Comparable;
    }
  | { readonly is: 'test'; readonly what: Comparable };

/** What is compared, or tested for being there. */
export type Comparable =
  | { readonly is: 'literal'; readonly value: unknown }
  | { readonly is: 'query'; readonly query: Query }
  | { readonly is: 'call'; readonly name: FunctionName; readonly given: readonly Comparable[] };

export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** Functions and how many arguments they take (section 2.4). */
export const functions = { length: 1, count: 1, value: 1, match: 2, search: 2 } as const;
export type FunctionName = keyof typeof functions;
