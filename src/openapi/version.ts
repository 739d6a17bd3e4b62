import type { OpenApiVersion } from './model.ts';

const order: Readonly<Record<OpenApiVersion, number>> = { '2.0': 0, '3.0': 1, '3.1': 2, '3.2': 3 };

/** Whether a version is `least` or a later one. */
export function atLeast(version: OpenApiVersion, least: OpenApiVersion): boolean {
  return order[version] >= order[least];
}

/** A range of versions, both ends included; an absent end is open. */
export interface VersionRange {
  readonly from?: OpenApiVersion;
  readonly to?: OpenApiVersion;
}

/** Whether a version lies in a range. */
export function inRange(version: OpenApiVersion, range: VersionRange): boolean {
  return (
    (range.from === undefined || order[version] >= order[range.from]) &&
    (range.to === undefined || order[version] <= order[range.to])
  );
}

/** What the first field of a text says it is. */
export type DetectedVersion =
  | {
      readonly kind: 'openapi';
      readonly version: OpenApiVersion;
      /** `swagger` or `openapi`. */
      readonly field: string;
      /** Why the version field is not as the specification wants it, where it is understood all the same. */
      readonly flaw: { readonly code: 'type' | 'value'; readonly expected: string } | undefined;
    }
  | { readonly kind: 'not-openapi'; readonly reason: string };

/** As much of a value as one line has room for. */
function inShort(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = String(JSON.stringify(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function detectSwagger(value: unknown): DetectedVersion {
  if (value === '2.0') return { kind: 'openapi', version: '2.0', field: 'swagger', flaw: undefined };
  // YAML reads an unquoted 2.0 as a number; what is meant is beyond doubt.
  if (value === 2) {
    return {
      kind: 'openapi',
      version: '2.0',
      field: 'swagger',
      flaw: { code: 'type', expected: 'the string "2.0"' },
    };
  }
  return { kind: 'not-openapi', reason: `"swagger" is ${inShort(value)}; only "2.0" is supported` };
}

function detectOpenApi(value: unknown): DetectedVersion {
  const expected = 'a string such as "3.1.0"';
  const text = typeof value === 'number' ? (value === 3 ? '3.0' : String(value)) : value;
  const found = typeof text === 'string' ? /^3\.([0-2])(?:\.\d+(?:-.+)?)?$/.exec(text) : null;
  if (!found) {
    return {
      kind: 'not-openapi',
      reason: `"openapi" is ${inShort(value)}; 3.0, 3.1 and 3.2 are supported`,
    };
  }
  const version: OpenApiVersion = found[1] === '0' ? '3.0' : found[1] === '1' ? '3.1' : '3.2';
  const complete = typeof value === 'string' && value.split('.').length > 2;
  const code = typeof value === 'string' ? 'value' : 'type';
  return { kind: 'openapi', version, field: 'openapi', flaw: complete ? undefined : { code, expected } };
}

/**
 * Takes the root value of a text; gives the version of OpenAPI that it declares (3.x: OpenAPI Object, `openapi`;
 * 2.0: Swagger Object, `swagger`), or why it is not an OpenAPI document that can be read.
 */
export function detectVersion(root: unknown): DetectedVersion {
  if (typeof root !== 'object' || root === null || Array.isArray(root)) {
    const found =
      root === null || root === undefined ? 'empty' : Array.isArray(root) ? 'an array' : `a ${typeof root}`;
    return { kind: 'not-openapi', reason: `the document is ${found}, not an object` };
  }
  if (Object.hasOwn(root, 'openapi')) return detectOpenApi((root as { openapi: unknown }).openapi);
  if (Object.hasOwn(root, 'swagger')) return detectSwagger((root as { swagger: unknown }).swagger);
  return { kind: 'not-openapi', reason: 'it has neither "openapi" nor "swagger" at its root' };
}
