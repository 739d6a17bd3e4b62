import type { DiffSection } from '../findings/run-report.ts';

/** A version of Semantic Versioning 2.0.0. */
export interface Version {
  readonly core: readonly [major: number, minor: number, patch: number];
  /** The identifiers behind the hyphen; none for a release. */
  readonly pre: readonly string[];
}

/** Takes a text; gives the version that it is, with or without a `v` before it, or undefined. */
export function parseVersion(text: string): Version | undefined {
  const found =
    /^v?(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?$/.exec(
      text.trim(),
    );
  if (!found) return undefined;
  const [, major, minor, patch, pre] = found;
  return { core: [Number(major), Number(minor), Number(patch)], pre: pre?.split('.') ?? [] };
}

/** What a version says of the changes that it comes with. */
export type VersionVerdict =
  | { readonly kind: 'enough' }
  | { readonly kind: 'lower' }
  /** The least version that would do. */
  | { readonly kind: 'low'; readonly least: string };

/**
 * Takes the versions of both sides and what the changes call for; gives whether the second says as much. By section 4
 * and 9, before 1.0.0 and after a pre-release anything may change, and a new version is all that is called for.
 */
export function judgeVersion(before: Version, after: Version, semver: DiffSection['semver']): VersionVerdict {
  const order = compareVersions(before, after);
  if (order > 0) return { kind: 'lower' };
  if (semver === 'none') return { kind: 'enough' };
  const [major, minor, patch] = before.core;
  if (before.pre.length > 0)
    return order < 0 ? { kind: 'enough' } : { kind: 'low', least: before.core.join('.') };
  const least: readonly [number, number, number] =
    major === 0 || semver === 'patch'
      ? [major, minor, patch + 1]
      : semver === 'minor'
        ? [major, minor + 1, 0]
        : [major + 1, 0, 0];
  // A pre-release of what is called for says as much as that.
  return compareCores(least, after.core) <= 0 ? { kind: 'enough' } : { kind: 'low', least: least.join('.') };
}

/** Precedence (section 11). Takes two versions; gives a sign. */
export function compareVersions(a: Version, b: Version): number {
  const cores = compareCores(a.core, b.core);
  if (cores !== 0) return cores;
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  for (let index = 0; index < Math.max(a.pre.length, b.pre.length); index += 1) {
    const sign = compareIdentifiers(a.pre[index], b.pre[index]);
    if (sign !== 0) return sign;
  }
  return 0;
}

function compareCores(a: Version['core'], b: Version['core']): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Fewer identifiers go before more, numbers before words. */
function compareIdentifiers(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  const [numeric, other] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (numeric && other) return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
  if (numeric !== other) return numeric ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
