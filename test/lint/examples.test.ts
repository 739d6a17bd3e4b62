import { describe, expect, it } from 'vitest';
import { lintRules } from '../../src/lint/registry.ts';
import { lintText } from './support.ts';

describe.each(lintRules.map((rule) => [rule.code, rule] as const))('the examples of %s', (code, rule) => {
  it('are there', () => {
    expect(rule.bad).toBeTypeOf('string');
    expect(rule.good).toBeTypeOf('string');
  });

  it('show it, and nothing else', async () => {
    const codes = (await lintText(rule.bad ?? '', lintRules, code)).map((finding) => finding.code);
    expect(new Set(codes)).toEqual(new Set([code]));
  });

  it('show a document without it, or anything else', async () => {
    expect(
      (await lintText(rule.good ?? '', lintRules, code)).map(
        (finding) => `${finding.code}: ${finding.message}`,
      ),
    ).toEqual([]);
  });
});
