import { describe, expect, it, test } from 'vitest';
import { documentMetas, referenceMetas } from '../../src/findings/document-metas.ts';
import type { FindingMeta } from '../../src/findings/meta.ts';
import { lintRules } from '../../src/lint/registry.ts';
import { structureMetas } from '../../src/lint/structure.ts';
import { lintText } from './support.ts';

const metas: readonly FindingMeta[] = [
  ...Object.values(documentMetas),
  ...Object.values(referenceMetas),
  ...structureMetas,
  ...lintRules,
];
// A thousand levels are no small document.
const shown = metas.filter(({ code }) => code !== 'document-limit');

describe.each(shown.map((meta) => [meta.code, meta] as const))('the examples of %s', (code, meta) => {
  it('are there', () => {
    expect(meta.bad).toBeTypeOf('string');
    expect(meta.good).toBeTypeOf('string');
  });

  it('show it, and nothing else', async () => {
    const codes = (await lintText(meta.bad ?? '', lintRules, code)).map((finding) => finding.code);
    expect(new Set(codes)).toEqual(new Set([code]));
  });

  it('show a document without it, or anything else', async () => {
    expect(
      (await lintText(meta.good ?? '', lintRules, code)).map(
        (finding) => `${finding.code}: ${finding.message}`,
      ),
    ).toEqual([]);
  });
});

test('every kind of finding rests on a section of a specification', () => {
  expect(metas.filter(({ section }) => !section?.startsWith('https://')).map(({ code }) => code)).toEqual([]);
});

test('no name in another tool stands for two kinds of finding, but for those of whole schemas', () => {
  const names = metas.flatMap(({ code, aliases = [] }) => aliases.filter((alias) => alias !== code));
  const several = names.filter((name, index) => names.indexOf(name) !== index);
  expect([...new Set(several)].sort()).toEqual(['oas2-schema', 'oas3-schema', 'struct']);
});
