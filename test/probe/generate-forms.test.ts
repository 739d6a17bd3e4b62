import { describe, expect, it } from 'vitest';
import { generate, type Asked } from './generated-run.ts';

const upload = `
paths:
  /uploads:
    post:
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file]
              properties:
                file: { type: string, contentMediaType: application/octet-stream }
                more: { type: array, items: { type: string, format: binary } }
                note: { type: string, maxLength: 10 }
      responses: { '200': { description: Kept. }, '422': { description: Wrong. } }
`;

interface Part {
  readonly head: string;
  readonly text: string;
}

function partsOf({ body }: Asked): readonly Part[] {
  return String(body)
    .split('--apicheck-0f1e2d3c4b5a')
    .slice(1, -1)
    .map((part) => {
      const [head = '', text = ''] = part.split('\r\n\r\n');
      return { head: head.trim(), text: text.replace(/\r\n$/, '') };
    });
}

describe('what a form is made of', () => {
  it('are files with names, and texts that nobody reads as anything else', async () => {
    const { asked, found } = await generate(upload, (one) => {
      const parts = partsOf(one);
      const [file, ...others] = parts.filter(({ head }) => head.includes('; name="file"'));
      const note = parts.find(({ head }) => head.includes('; name="note"'));
      const isFine = file !== undefined && others.length === 0 && file.head.includes('filename="');
      return [isFine && (note?.text.length ?? 0) <= 10 ? 200 : 422];
    });
    expect(found).toEqual([]);
    const parts = asked.flatMap(partsOf);
    const heads = new Set(parts.map(({ head }) => head.replaceAll('\r\n', ' ')));
    expect(heads).toContain(
      'content-disposition: form-data; name="file"; filename="file" content-type: application/octet-stream',
    );
    expect(heads).toContain(
      'content-disposition: form-data; name="more"; filename="file" content-type: application/octet-stream',
    );
    // An object in the place of a text is a text all the same.
    expect(parts).toContainEqual({
      head: 'content-disposition: form-data; name="note"\r\ncontent-type: text/plain',
      text: '{}',
    });
  });

  it('is told of in words without the lines between its parts', async () => {
    const { found } = await generate(upload, () => [422]);
    expect(found).toEqual([
      'warning valid-input-rejected: POST /uploads answered 422 to a request that the contract allows (the form file=file)',
    ]);
  });
});

describe('parameters', () => {
  it('are not null where they must be accepted, as nobody says how null is written', async () => {
    const { asked, found } = await generate(
      `
paths:
  /things:
    get:
      parameters: [{ name: kind, in: query, schema: { anyOf: [{ enum: [a, b] }, { type: 'null' }] } }]
      responses: { '200': { description: All. }, '422': { description: Wrong. } }
`,
      ({ query }) => [[null, 'a', 'b'].includes(query.get('kind')) ? 200 : 422],
    );
    expect(asked.length).toBeGreaterThan(3);
    expect(found).toEqual([]);
  });
});

describe('what PUT alone makes', () => {
  const tag = `{ type: object, required: [slug, label], additionalProperties: false, properties: { slug: { type: string, pattern: '^[a-z]+$' }, label: { type: string } } }`;
  const paths = `
paths:
  /tags/{slug}:
    parameters: [{ name: slug, in: path, required: true, schema: { type: string, pattern: '^[a-z]+$' } }]
    get: { responses: { '200': { description: One., content: { application/json: { schema: ${tag} } } }, '404': { description: None. }, '400': { description: Wrong. } } }
    put:
      requestBody: { required: true, content: { application/json: { schema: ${tag} } } }
      responses: { '200': { description: Kept. }, '400': { description: Wrong. } }
    delete: { responses: { '204': { description: Gone. }, '404': { description: None. }, '400': { description: Wrong. } } }
`;
  const keeper = (tags: Map<string, unknown>) => {
    const isTag = (value: unknown): boolean => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
      const { slug, label, ...rest } = value as Readonly<Record<string, unknown>>;
      return (
        typeof slug === 'string' &&
        /^[a-z]+$/.test(slug) &&
        typeof label === 'string' &&
        Object.keys(rest).length === 0
      );
    };
    return ({ method, path, body }: Asked): readonly [number, unknown?] => {
      const slug = path.split('/')[2] ?? '';
      if (!/^[a-z]+$/.test(slug)) return [400];
      if (method === 'PUT') {
        if (!isTag(body)) return [400];
        tags.set(slug, body);
        return [200];
      }
      if (!tags.has(slug)) return [404];
      if (method === 'GET') return [200, tags.get(slug)];
      tags.delete(slug);
      return [204];
    };
  };

  it('is made where nothing has its name, and removed', async () => {
    const tags = new Map<string, unknown>();
    const { asked, found, result } = await generate(paths, keeper(tags));
    expect(asked.filter(({ method }) => method === 'PUT').length).toBeGreaterThan(5);
    expect(found).toEqual([]);
    expect([...tags]).toEqual([]);
    expect(result.untried).toEqual([]);
  });

  it('is left alone where something has its name', async () => {
    const before = { slug: 'slug', label: 'mine' };
    const tags = new Map<string, unknown>([['slug', before]]);
    const { asked } = await generate(paths, keeper(tags));
    expect(asked.map(({ method }) => method)).not.toContain('PUT');
    expect([...tags]).toEqual([['slug', before]]);
  });

  it('is left alone where nothing deletes it', async () => {
    const tags = new Map<string, unknown>();
    const { asked } = await generate(paths.replace(/ {4}delete: .*\n/, ''), keeper(tags));
    expect(asked.map(({ method }) => method)).not.toContain('PUT');
  });
});

describe('what a provider breaks at', () => {
  const body = `requestBody: { required: true, content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string, minLength: 1 } } } } } }`;
  const item = `content: { application/json: { schema: { type: object, required: [id], properties: { id: { type: string } } } } }`;
  const paths = `
paths:
  /zones:
    post: { ${body}, responses: { '201': { description: Made., ${item} } } }
  /zones/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    put: { ${body}, responses: { '200': { description: Kept. }, '404': { description: None. } } }
    delete: { responses: { '204': { description: Gone. }, '404': { description: None. } } }
  /zones/{id}/keys:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    post: { ${body}, responses: { '201': { description: Made., ${item} }, '404': { description: None. } } }
`;

  it('comes with what had changed before', async () => {
    const keys = new Map<string, number>();
    const { result } = await generate(paths, ({ method, path }) => {
      const [, id = '', rest] = path.slice(1).split('/');
      if (id === '') {
        keys.set(`z${keys.size + 1}`, 0);
        return [201, { id: `z${keys.size}` }];
      }
      if (!keys.has(id)) return [404];
      if (rest === 'keys') {
        keys.set(id, (keys.get(id) ?? 0) + 1);
        return [201, { id: `k${keys.get(id)}` }];
      }
      if (method === 'DELETE') return [keys.delete(id) ? 204 : 404];
      return [(keys.get(id) ?? 0) > 0 ? 500 : 200];
    });
    const broken = result.exchanges.filter(({ response }) => response?.status === 500);
    const prepared = broken.flatMap(({ prepare }) => prepare?.commands ?? []);
    expect(prepared.some((command) => /\/zones\/z\d+\/keys /.test(command))).toBe(true);
  });
});
