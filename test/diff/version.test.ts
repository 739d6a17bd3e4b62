import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, judgeVersion, parseVersion, type Version } from '../../src/diff/policy-version.ts';

function version(text: string): Version {
  const parsed = parseVersion(text);
  if (!parsed) throw new Error(`${text} is no version`);
  return parsed;
}

const judge = (before: string, after: string, semver: 'major' | 'minor' | 'patch' | 'none') =>
  judgeVersion(version(before), version(after), semver);

describe('the version of a release', () => {
  it.each([
    ['1.4.2', '2.0.0', 'major'],
    ['1.4.2', '3.1.0', 'major'],
    // A pre-release of what is called for.
    ['1.4.2', '2.0.0-rc.1', 'major'],
    ['1.4.2', '1.5.0', 'minor'],
    ['1.4.2', '2.0.0', 'minor'],
    ['1.4.2', '1.4.3', 'patch'],
    ['1.4.2', '1.4.2', 'none'],
    ['1.4.2', '1.4.2+build.7', 'none'],
    // Before 1.0.0 and after a pre-release, anything may change.
    ['0.4.2', '0.4.3', 'major'],
    ['0.4.2', '1.0.0', 'major'],
    ['2.0.0-rc.1', '2.0.0-rc.2', 'major'],
    ['2.0.0-rc.1', '2.0.0', 'major'],
    ['v1.4.2', 'v2.0.0', 'major'],
  ] as const)('from %s to %s says enough of a %s change', (before, after, semver) => {
    expect(judge(before, after, semver)).toEqual({ kind: 'enough' });
  });

  it.each([
    ['1.4.2', '1.5.0', 'major', '2.0.0'],
    ['1.4.2', '1.5.0-rc.1', 'major', '2.0.0'],
    ['1.4.2', '1.4.2', 'major', '2.0.0'],
    ['1.4.2', '1.4.3', 'minor', '1.5.0'],
    ['1.4.2', '1.4.2', 'minor', '1.5.0'],
    ['1.4.2', '1.4.2', 'patch', '1.4.3'],
    ['0.4.2', '0.4.2', 'minor', '0.4.3'],
    ['2.0.0-rc.1', '2.0.0-rc.1', 'minor', '2.0.0'],
  ] as const)('from %s to %s says too little of a %s change', (before, after, semver, least) => {
    expect(judge(before, after, semver)).toEqual({ kind: 'low', least });
  });

  it('is never lower than the one before', () => {
    expect(judge('1.4.2', '1.4.1', 'none')).toEqual({ kind: 'lower' });
    expect(judge('2.0.0', '2.0.0-rc.1', 'none')).toEqual({ kind: 'lower' });
  });

  it.each(['2026-07-29', '1.2', 'v3', '01.2.3', '1.2.3.4', '', '1.0.0-', 'latest'])(
    'is not judged where it is %j',
    (text) => {
      expect(parseVersion(text)).toBe(undefined);
    },
  );

  it('has the precedence of section 11', () => {
    const order =
      '1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.0.1';
    const versions = order.split(' ').map(version);
    versions.forEach((a, i) =>
      versions.forEach((b, j) => expect(Math.sign(compareVersions(a, b))).toBe(Math.sign(i - j))),
    );
  });

  it('of what is called for at least is always enough', () => {
    const number = fc.nat({ max: 99 });
    const semver = fc.constantFrom('major', 'minor', 'patch', 'none');
    fc.assert(
      fc.property(
        fc.tuple(number, number, number),
        fc.constantFrom('', '-rc.1'),
        semver,
        (core, pre, part) => {
          const before = version(core.join('.') + pre);
          const verdict = judgeVersion(before, before, part);
          if (part === 'none') expect(verdict).toEqual({ kind: 'enough' });
          else if (verdict.kind !== 'low') throw new Error('the same version again');
          else expect(judgeVersion(before, version(verdict.least), part)).toEqual({ kind: 'enough' });
        },
      ),
    );
  });
});
