import { describe, expect, it } from 'vitest';
import { createArtifactOf, encodePath } from '../../src/report/artifact.ts';

describe('where a document is', () => {
  it.each([
    ['a.yaml', { kind: 'tree', path: 'services/a.yaml' }],
    ['../shared/a.yaml', { kind: 'tree', path: 'shared/a.yaml' }],
    ['/repo/x/a.yaml', { kind: 'tree', path: 'x/a.yaml' }],
    ['./odd:name.yaml', { kind: 'tree', path: 'services/odd:name.yaml' }],
    ['/repository/a.yaml', { kind: 'elsewhere', uri: 'file:///repository/a.yaml' }],
    ['../../a b.yaml', { kind: 'elsewhere', uri: 'file:///a%20b.yaml' }],
    ['https://a.test/a.yaml', { kind: 'elsewhere', uri: 'https://a.test/a.yaml' }],
    ['-', { kind: 'elsewhere', uri: '-' }],
    ['main:api/a.yaml', { kind: 'revision', revision: 'main', path: 'api/a.yaml' }],
    ['v1.2:./a.yaml', { kind: 'revision', revision: 'v1.2', path: 'services/a.yaml' }],
    ['v1.2:../../../a.yaml', { kind: 'elsewhere', uri: 'v1.2:../../../a.yaml' }],
  ])('%s', (uri, artifact) => {
    expect(createArtifactOf('/repo', '/repo/services')(uri)).toEqual(artifact);
  });

  it('is relative to the working directory where there is no repository', () => {
    expect(createArtifactOf(undefined, '/work')('api/a.yaml')).toEqual({ kind: 'tree', path: 'api/a.yaml' });
    expect(createArtifactOf('/', '/work')('a.yaml')).toEqual({ kind: 'tree', path: 'work/a.yaml' });
  });

  it('is found on Windows too', () => {
    const artifactOf = createArtifactOf('C:\\repo', 'C:\\repo\\services');
    expect(artifactOf('a.yaml')).toEqual({ kind: 'tree', path: 'services/a.yaml' });
    expect(artifactOf('C:/other/a.yaml')).toEqual({ kind: 'elsewhere', uri: 'file:///C:/other/a.yaml' });
  });

  it('becomes a URI reference', () => {
    expect(encodePath('a b/ü:%/\ud800.yaml')).toBe('a%20b/%C3%BC%3A%25/%EF%BF%BD.yaml');
  });
});
