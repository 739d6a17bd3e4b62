import type { Parameter, ParameterLocation, Serialization } from '../openapi/model.ts';

/**
 * What a parameter came to. `empty`: it is there without a value, as `allowEmptyValue` lets it be, and there is
 * nothing to judge. `malformed`: its text is not of its style; what its schema rejects is a value all the same.
 */
export type Decoded =
  | { readonly kind: 'absent' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'malformed'; readonly reason: string };

/** What of a parameter or header decides how its text is read. */
export type Encoded = Serialization &
  Pick<Parameter, 'name' | 'schema' | 'content'> & {
    readonly in: ParameterLocation;
    readonly allowEmptyValue?: boolean;
  };
