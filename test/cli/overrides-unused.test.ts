import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPointer, standsIn } from '../../src/config/pointer-pattern.ts';
import { appendKey, rootPointer, type Pointer } from '../../src/document/pointer.ts';
import { runCli } from '../run-cli.ts';
import { folderOf, linted } from './folder.ts';

const files = {
  'api/shelf.yaml': `openapi: 3.0.3
info: { title: Shelf, version: '1' }
paths:
  /v0/books:
    get: { responses: { '200': { $ref: 'parts/all.yaml' } } }
`,
  'api/parts/all.yaml': 'description: All\n',
  'api/lists.yaml': "openapi: 3.0.3\ninfo: { title: Lists, version: '1' }\npaths: {}\n",
};
const apis = 'apis: { shelf: { spec: api/shelf.yaml }, lists: { spec: api/lists.yaml } }\noverrides:\n';
const unused = async (config: string, ...args: readonly string[]) => {
  const folder = await folderOf({ ...files, 'apicheck.yaml': apis + config });
  return (await linted(folder, ...args)).filter((line) => line.includes('override-unused'));
};

describe('overrides that hold nowhere', () => {
  it('are told of, each glob and pointer at its place', async () => {
    const config = `  - { files: api/**, rules: { path-casing: off } }
  - { files: [api/shelf.yaml, api/shelfs.yaml, legacy/**], rules: { path-casing: off } }
  - { pointers: ['/paths/~1v0*', /paths/~1v1~1*, /**/get/responses], rules: { path-casing: off } }
  - { files: api/lists.yaml, pointers: /paths/~1v0~1books, rules: { path-casing: off } }
  - { files: [api/parts/*], pointers: [/description, '/info'], rules: { path-casing: off } }
  - { files: gone.yaml, pointers: /nowhere, rules: { path-casing: off } }
`;
    expect(await unused(config)).toEqual([
      'apicheck.yaml:4 warning override-unused no description of this config is or refers to a file "api/shelfs.yaml"; did you mean "api/shelf.yaml"?',
      'apicheck.yaml:4 warning override-unused no description of this config is or refers to a file "legacy/**"',
      'apicheck.yaml:5 warning override-unused nothing stands at "/paths/~1v1~1*" in the documents that this override is for',
      'apicheck.yaml:6 warning override-unused nothing stands at "/paths/~1v0~1books" in the documents that this override is for',
      'apicheck.yaml:7 warning override-unused nothing stands at "/info" in the documents that this override is for',
      'apicheck.yaml:8 warning override-unused no description of this config is or refers to a file "gone.yaml"',
    ]);
  });

  it('are not told of where only a part of the descriptions was looked at', async () => {
    const config = '  - { files: api/shelf.yaml, rules: { path-casing: off } }\n';
    expect(await unused(config)).toEqual([]);
    expect(await unused(config, 'lists')).toEqual([]);
    expect(await unused('  - { files: gone.yaml, rules: { path-casing: off } }\n', 'api/lists.yaml')).toEqual(
      [],
    );
  });

  it('of a config that others extend are not told of', async () => {
    const folder = await folderOf({
      ...files,
      'base.yaml': 'overrides: [{ files: elsewhere/**, rules: { path-casing: off } }]\n',
      'apicheck.yaml': `extends: ./base.yaml\n${apis}  - { files: api/*, rules: { path-casing: off } }\n`,
    });
    expect(await linted(folder)).toEqual([]);
  });

  it('are told of in a text report without what else the config holds', async () => {
    const folder = await folderOf({
      ...files,
      'apicheck.yaml': `${apis}  - { files: gone.yaml, rules: { path-casing: off } }\n`,
    });
    const { out } = await runCli(['lint'], folder);
    expect(out).toContain('3:14  warning  override-unused');
    expect(out).not.toContain('rules:');
  });
});

describe('a pointer with wildcards', () => {
  it('stands in a value if it matches a pointer to anything there', () => {
    const key = fc.constantFrom('a', 'b', 'a/b', '~', '');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constant(1),
        fc.dictionary(key, tie('value')),
        fc.array(tie('value'), { maxLength: 2 }),
      ),
    }));
    const part = fc.constantFrom('a', 'b', 'a~1b', '~0', '0', '*', '**', 'a*', '*b', 'a~1*');
    fc.assert(
      fc.property(value, fc.array(part, { maxLength: 4 }), (root, parts) => {
        const pattern = parts.map((one) => `/${one}`).join('');
        const pointers: Pointer[] = [];
        const walk = (at: unknown, pointer: Pointer): void => {
          pointers.push(pointer);
          if (typeof at !== 'object' || at === null) return;
          for (const [name, member] of Object.entries(at)) walk(member, appendKey(pointer, name));
        };
        walk(root, rootPointer);
        expect([pattern, standsIn(root, pattern)]).toEqual([pattern, pointers.some(matchPointer(pattern))]);
      }),
      { numRuns: 500 },
    );
  });

  it('is looked for once in what aliases stand for', () => {
    let value: unknown = [1, 1];
    for (let level = 0; level < 60; level += 1) value = [value, value];
    expect(standsIn(value, '/**/a/**/b')).toBe(false);
  });
});
