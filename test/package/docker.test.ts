import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
  readonly files: readonly string[];
  readonly scripts: Readonly<Record<string, string>>;
};
/** The instructions of the Dockerfile, those over several lines as one, by stage. */
const [, build = [], final = []] = read('.ci/docker/Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split(/^(?=FROM )/m)
  .map((stage) => stage.split('\n').filter(Boolean));
const of = (stage: readonly string[], instruction: string) =>
  stage
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.slice(instruction.length + 1));

describe('the Dockerfile', () => {
  it('builds by scripts that there are, with a Node that the package runs on', () => {
    const scripts = [
      ...of(build, 'RUN')
        .join('\n')
        .matchAll(/npm run (?:--silent )?([\w:-]+)/g),
    ];
    expect(scripts.map(([, name]) => name)).toEqual(['build']);
    for (const [, name = ''] of scripts) expect(manifest.scripts).toHaveProperty(name);
    const least = Number(/>=(\d+)/.exec(manifest.engines.node)?.[1]);
    for (const image of [...of(build, 'FROM'), ...of(final, 'FROM')])
      expect(Number(/^node:(\d+)-alpine/.exec(image)?.[1])).toBeGreaterThanOrEqual(least);
  });

  it('copies what is there and not ignored, all that the build needs among it', () => {
    const sources = [
      ...of(build, 'COPY'),
      ...of(final, 'COPY').filter((line) => !line.startsWith('--from')),
    ].flatMap((line) => line.split(' ').slice(0, -1));
    const [first, ...kept] = read('.ci/docker/Dockerfile.dockerignore').trim().split('\n');
    expect(first).toBe('*');
    for (const source of sources) {
      expect(existsSync(join(root, source))).toBe(true);
      expect(kept).toContain(`!${source}`);
    }
    expect(sources).toEqual(
      expect.arrayContaining(['package-lock.json', 'tsconfig.json', 'src', 'bin', '.ci']),
    );
  });

  it('keeps what the package is made of, and starts its command as somebody who is not root', () => {
    const copied = of(final, 'COPY').map((line) => line.split(' ').at(-2)?.replace('/build/', ''));
    const made = manifest.files.filter((name) => !/\.md$/.test(name));
    expect(copied).toEqual(expect.arrayContaining(['package.json', 'node_modules', ...made]));
    expect(of(final, 'USER')).toEqual(['1000']);
    const [entry = ''] = of(final, 'ENTRYPOINT');
    const [folder = ''] = of(final, 'WORKDIR');
    expect(of(final, 'RUN').join('\n')).toMatch(/apk add --no-cache (?:\S+ )*tini\b/);
    expect(JSON.parse(entry)).toEqual([
      ...['/sbin/tini', '--', 'node'],
      `${folder}/${manifest.bin['apicheck'] ?? ''}`.replace('/./', '/'),
    ]);
  });
});
