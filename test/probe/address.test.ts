import { describe, expect, it } from 'vitest';
import { createAddress } from '../../src/probe/live/address.ts';
import { createMatcher } from '../../src/openapi/match.ts';
import { contractOf } from './support.ts';

const description = `openapi: 3.1.0
info: { title: a, version: '1' }
servers: [{ url: https://api.example/v2 }]
paths: { /things: { get: { responses: { '204': { description: There. } } } } }
`;

describe('the address of a request', () => {
  it.each([
    ['http://h:1', undefined, '/v2/things'],
    ['http://h:1/', undefined, '/v2/things'],
    ['http://h:1/other/', undefined, '/other/things'],
    ['http://h:1', '/', '/things'],
    ['http://h:1', 'own', '/own/things'],
    ['http://h:1/other', '/own/', '/own/things'],
  ])('at %s with the base path %s', async (target, basePath, path) => {
    const { api } = await contractOf(description);
    const address = createAddress(target, api, createMatcher(api), basePath);
    expect(address.path('GET', '/things')).toBe(path);
    expect(address.path('GET', '/v2/things?limit=1')).toBe(`${path}?limit=1`);
  });
});
