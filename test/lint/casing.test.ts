import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casings, fitsCasing, hasCasing, inCasing, type Casing } from '../../src/lint/casing.ts';

const samples: Readonly<Record<Casing, readonly string[]>> = {
  flat: ['id', 'pagesize', 'sha256'],
  camel: ['id', 'pageSize', 'userID', 'oauth2Token'],
  pascal: ['Id', 'PageSize', 'HTTPError', 'ID'],
  snake: ['id', 'page_size', 'ipv4_address', '_links'],
  macro: ['ID', 'PAGE_SIZE', 'UTF_8'],
  kebab: ['id', 'page-size', '2fa-code'],
  cobol: ['ID', 'PAGE-SIZE'],
  train: ['Etag', 'ETag', 'X-Request-ID', 'WWW-Authenticate'],
};

describe('a casing', () => {
  it.each(casings)('%s is told from the others', (casing) => {
    for (const name of samples[casing]) expect([name, fitsCasing(name, casing)]).toEqual([name, true]);
  });

  it.each([
    ['page_size', 'camel'],
    ['pageSize', 'snake'],
    ['page-size', 'snake'],
    ['Page_Size', 'snake'],
    ['pageSize', 'pascal'],
    ['page__size', 'snake'],
    ['Content-type', 'train'],
    ['page_size', 'flat'],
  ] as const)('%s is not %s', (name, casing) => {
    expect(fitsCasing(name, casing)).toBe(false);
  });

  it('is asked of each part of a name with other signs', () => {
    expect(fitsCasing('filter[created_at]', 'snake')).toBe(true);
    expect(fitsCasing('filter[createdAt]', 'snake')).toBe(false);
    expect(fitsCasing('$top', 'camel')).toBe(true);
  });

  it('is none for digits and for letters without case in ASCII', () => {
    expect(hasCasing('1.5')).toBe(false);
    expect(hasCasing('größe')).toBe(false);
  });

  it.each([
    ['HTTPError', 'snake', 'http_error'],
    ['userID', 'kebab', 'user-id'],
    ['sha256_sum', 'camel', 'sha256Sum'],
    ['x-request-id', 'train', 'X-Request-Id'],
    ['InPrint', 'macro', 'IN_PRINT'],
  ] as const)('%s is written in %s as %s', (name, casing, written) => {
    expect(inCasing(name, casing)).toBe(written);
  });

  it('holds for what is written in it, and writing it again changes nothing', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{2,6}$/), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        words,
        fc.constantFrom('camel', 'pascal', 'snake', 'macro', 'kebab', 'cobol', 'train'),
        fc.constantFrom(...casings),
        (parts, from, to) => {
          const name = inCasing(parts.join('-'), from) ?? parts.join('-');
          const written = inCasing(name, to) ?? name;
          expect(fitsCasing(written, to)).toBe(true);
          expect(inCasing(written, to)).toBeUndefined();
        },
      ),
    );
  });
});
