import { describe, expect, it } from 'vitest';
import { generate, type Answer, type Asked } from './generated-run.ts';

const paths = `
security: [{ key: [] }]
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
paths:
  /things: { get: { responses: { '200': { description: All. } } } }
  /others: { get: { responses: { '200': { description: All. } } } }
  /open: { get: { security: [], responses: { '200': { description: All. } } } }
`;
const guarded = ({ path, headers }: Asked): Answer =>
  path === '/open' || headers['x-key'] === 'sesame' ? [200] : [401];

describe('a run without credentials', () => {
  it('is told of once, with what to give', async () => {
    const { found } = await generate(paths, guarded);
    expect(found).toEqual([
      expect.stringMatching(
        /^warning credentials-missing: GET \/things answered 401 to a request without credentials for key: give them with --auth key=…, in \d+ of \d+ exchanges of 2 operations$/,
      ),
    ]);
  });

  it('is none where they are given, and refused', async () => {
    const auth = new Map([['key', { type: 'value', value: 'wrong' } as const]]);
    const { found } = await generate(paths, guarded, { auth });
    expect(found.map((one) => one.replace(/:.*/s, ''))).toEqual([
      'error status-undocumented',
      'error status-undocumented',
    ]);
    const right = new Map([['key', { type: 'value', value: 'sesame' } as const]]);
    expect((await generate(paths, guarded, { auth: right })).found).toEqual([]);
  });
});
