import { expect, it } from 'vitest';
import { lintRules } from '../../src/lint/registry.ts';
import { usualRules } from '../../src/lint/usual-rules.ts';

it('are those that are on where nobody says otherwise', () => {
  expect(usualRules).toEqual(lintRules.filter(({ severity }) => severity !== 'off'));
});
