import { describe, expect, it } from 'vitest';
import { defaultSeverity } from '../../src/findings/severity.ts';
import { generate, type Answer, type Asked } from './generated-run.ts';

const paths = `
paths:
  /pets:
    get:
      responses: { '200': { description: All., content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewPet' } } } }
      responses:
        '201': { description: Made., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        '400': { description: Wrong. }
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      responses:
        '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        '404': { description: None. }
    put:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewPet' } } } }
      responses:
        '200': { description: Changed., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        '400': { description: Wrong. }
        '404': { description: None. }
    delete: { responses: { '204': { description: Gone. }, '404': { description: None. } } }
components:
  schemas:
    NewPet:
      type: object
      required: [name]
      additionalProperties: false
      properties:
        name: { type: string, minLength: 2 }
        age: { type: integer, minimum: 0 }
        kind: { enum: [cat, dog] }
        tags: { type: array, maxItems: 3, items: { type: string, minLength: 1 } }
    Pet:
      type: object
      required: [id, name]
      unevaluatedProperties: false
      allOf: [{ type: object, required: [name], properties: { name: { type: string, minLength: 2 }, age: { type: integer, minimum: 0 }, kind: { enum: [cat, dog] }, tags: { type: array, maxItems: 3, items: { type: string, minLength: 1 } } } }]
      properties: { id: { type: string }, chip: { type: string } }
`;

type Pet = Readonly<Record<string, unknown>>;

/** Takes what is checked and how a pet is answered; gives a provider that keeps whatever it is sent. */
function keeper(
  isWrong: (pet: Pet) => boolean = () => false,
  shown: (pet: Pet) => unknown = (pet) => pet,
): (asked: Asked) => Answer {
  const pets = new Map<string, Pet>();
  return ({ method, path, body }) => {
    const id = path.split('/')[2];
    if (id === undefined && method === 'GET') return [200, [...pets.values()].map(shown)];
    if (id !== undefined && !pets.has(id)) return [404];
    if (method === 'DELETE') {
      pets.delete(id ?? '');
      return [204];
    }
    if (method === 'GET') return [200, shown(pets.get(id ?? '') ?? {})];
    if (typeof body !== 'object' || body === null || Array.isArray(body) || isWrong({ ...body }))
      return [400];
    const own = id ?? `p-${pets.size + 1}`;
    pets.set(own, { ...body, id: own });
    return [id === undefined ? 201 : 200, shown(pets.get(own) ?? {})];
  };
}

const codes = (found: readonly string[]) => [...new Set(found.map((one) => one.split(':')[0] ?? ''))].sort();

describe('invalid input that is taken and told again', () => {
  it('is one mistake, wherever it is told', async () => {
    const { found, asked } = await generate(paths, keeper());
    expect(codes(found)).toEqual(['error invalid-input-accepted']);
    expect(found.length).toBeGreaterThan(6);
    // It was told again by what was made, by lists and by single reads.
    const made = asked.filter(({ method }) => method === 'POST').length;
    expect(made).toBeGreaterThan(6);
  });

  it.each([
    ['trimmed', (text: string) => text.trim()],
    ['in lower case', (text: string) => text.toLowerCase()],
    ['in upper case', (text: string) => text.toUpperCase()],
    ['cut off', (text: string) => text.slice(0, 9)],
    ['as what a path is made of', (text: string) => text.toLowerCase().replace(/\W+/g, '-')],
    ['with a scheme', (text: string) => (text.length < 8 ? text : `https://${text}`)],
  ])('is one mistake where it is told again %s', async (_, normalise) => {
    const strict = paths.replaceAll(
      'name: { type: string, minLength: 2 }',
      'name: { type: string, minLength: 2, maxLength: 10, pattern: "^[A-Z][a-z ]+$" }',
    );
    const { found } = await generate(
      strict,
      keeper(undefined, (pet) => {
        const { name } = pet;
        const isKept = typeof name !== 'string' || /^[A-Z][a-z ]{1,9}$/.test(name);
        return isKept ? pet : { ...pet, name: normalise(name) };
      }),
    );
    expect(codes(found)).toEqual(['error invalid-input-accepted']);
  });

  it('is one mistake where nothing of it is kept but what is empty', async () => {
    const { found } = await generate(
      paths,
      keeper(undefined, ({ name = '', ...rest }) => ({ name, ...rest })),
    );
    expect(found.filter((one) => !one.startsWith('error invalid-input-accepted'))).toEqual([]);
  });

  it('is no excuse for what is wrong in answers to valid input too', async () => {
    const { found } = await generate(
      paths,
      keeper(undefined, (pet) => ({ ...pet, age: -1, chip: null })),
    );
    const answers = found.filter((one) => one.startsWith('error response-body-invalid'));
    expect(answers).toEqual([
      expect.stringMatching(/ \/age must be at least 0, is -1, in \d+ of \d+ exchanges of 4 operations$/),
      expect.stringMatching(/ \/chip must be a string, is null, in \d+ of \d+ exchanges of 4 operations$/),
    ]);
  });

  it('is no excuse for another value', async () => {
    const { found } = await generate(
      paths,
      keeper(
        () => false,
        (pet) => ({ ...pet, ...(pet['name'] === 'n' && { name: 'q' }) }),
      ),
    );
    expect(found.filter((one) => !one.startsWith('error invalid-input-accepted'))).toEqual([
      expect.stringContaining(
        'error response-body-invalid: response body /name must have at least 2 characters',
      ),
    ]);
  });

  it('is told of in answers where nothing else tells of it', async () => {
    const { found } = await generate(paths, keeper(), {}, (meta, location, own) =>
      meta.code === 'invalid-input-accepted' ? 'off' : defaultSeverity(meta, location, own),
    );
    expect(codes(found)).toEqual(['error response-body-invalid']);
  });
});
