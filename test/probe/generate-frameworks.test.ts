import { describe, expect, it } from 'vitest';
import { resizedText } from '../../src/probe/generate/format-samples.ts';
import { generate, type Answer, type Asked } from './generated-run.ts';

/** As frameworks describe models: paths that end in a slash, ids for reading alone, prices as texts, foreign keys. */
const described = `
paths:
  /authors/:
    get: { responses: { '200': { description: All., content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Author' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Author' } } } }
      responses: { '201': { description: Made., content: { application/json: { schema: { $ref: '#/components/schemas/Author' } } } }, '400': { description: Wrong. } }
  /authors/{id}/:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Author' } } } }, '404': { description: None. } } }
    put:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Author' } } } }
      responses: { '200': { description: Kept., content: { application/json: { schema: { $ref: '#/components/schemas/Author' } } } }, '400': { description: Wrong. }, '404': { description: None. } }
    delete: { responses: { '204': { description: Gone. }, '404': { description: None. } } }
  /books/:
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }
      responses: { '201': { description: Made., content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }, '400': { description: Wrong. } }
  /books/{id}/:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }, '404': { description: None. } } }
    delete: { responses: { '204': { description: Gone. }, '404': { description: None. } } }
components:
  schemas:
    Author:
      type: object
      required: [id, name]
      properties:
        id: { type: integer, readOnly: true }
        name: { type: string, minLength: 1, maxLength: 20 }
        born: { type: integer, format: int64, minimum: -9223372036854775808, maximum: 9223372036854775807 }
    Book:
      type: object
      required: [id, title, price, author]
      properties:
        id: { type: integer, readOnly: true }
        title: { type: string, minLength: 2 }
        price: { type: string, pattern: '^\\d{1,4}\\.\\d{2}$' }
        author: { type: integer }
        mail: { type: string, format: email, maxLength: 254 }
`;

type Thing = Readonly<Record<string, unknown>>;

function framework() {
  const things = new Map<string, Thing>();
  let last = 40;
  const made: Thing[] = [];
  const isText = (value: unknown, least: number): boolean =>
    typeof value === 'string' && [...value].length >= least;
  const isInteger = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);
  const isFine = (kind: string, { name, born, title, price, author, mail }: Thing): boolean =>
    kind === 'authors'
      ? isText(name, 1) &&
        [...String(name)].length <= 20 &&
        (born === undefined || (isInteger(born) && Math.abs(born) < 2 ** 63))
      : isText(title, 2) &&
        typeof price === 'string' &&
        /^\d{1,4}\.\d{2}$/.test(price) &&
        isInteger(author) &&
        things.has(`authors/${author}`) &&
        (mail === undefined ||
          (typeof mail === 'string' &&
            mail.length < 255 &&
            /^[^@\s]+@(?:[\w-]{1,63}\.)+\w{2,63}$/.test(mail)));
  const answer = ({ method, path, body }: Asked): Answer => {
    const [kind = '', id] = path.split('/').filter((part) => part !== '');
    const key = `${kind}/${id}`;
    if (id === undefined && method === 'GET')
      return [200, [...things].flatMap(([one, thing]) => (one.startsWith(kind) ? [thing] : []))];
    if (id !== undefined && !things.has(key)) return [404];
    if (method === 'GET') return [200, things.get(key)];
    if (method === 'DELETE') {
      things.delete(key);
      for (const [other, { author }] of things)
        if (kind === 'authors' && String(author) === id) things.delete(other);
      return [204];
    }
    if (typeof body !== 'object' || body === null || !isFine(kind, body as Thing)) return [400];
    const own = id === undefined ? (last += 1) : Number(id);
    const thing = { ...body, id: own };
    things.set(`${kind}/${own}`, thing);
    if (id === undefined) made.push(thing);
    return [id === undefined ? 201 : 200, thing];
  };
  return { things, answer, made };
}

describe('what frameworks describe', () => {
  it('is tried with what it refers to, and nothing in it is wrong', async () => {
    const { things, answer, made } = framework();
    const { found, result } = await generate(described, answer);
    expect(found).toEqual([]);
    expect([...things]).toEqual([]);
    expect(result.left).toEqual([]);
    expect(result.coverage.operations).toEqual({ covered: 8, total: 8 });
    const books = made.filter((one) => 'price' in one);
    expect(books.length).toBeGreaterThan(5);
    // One member of a pattern takes nothing from the others.
    expect(books[0]).toMatchObject({ title: 'title', mail: 'reader@example.com' });
  });
});

it('texts of formats that end in a host are made longer as those may be', () => {
  for (const length of [19, 20, 80, 81, 82, 83, 146, 147, 148, 254]) {
    const text = resizedText('email', 'reader@example.com', length);
    expect(text).toHaveLength(length);
    expect(text).toMatch(/^reader@(?:[\w-]{1,63}\.)+example\.com$|^reader@x+example\.com$/);
  }
  expect(resizedText('email', 'reader@example.com', 3)).toBe('rea');
  expect(resizedText(undefined, 'ab', 4)).toBe('abbb');
});
