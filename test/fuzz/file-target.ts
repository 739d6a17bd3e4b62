import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cook, recipes, type Files, type Recipe } from './recipe.ts';
import type { Corpus, Seed } from './seeds.ts';
import { prepared, type Bench, type Target } from './target.ts';

/** What is done with the files of one input. */
export interface FileCheck {
  readonly name: string;
  readonly short: number;
  seeds(corpus: Corpus): readonly Seed[];
  /** Takes a recipe and the seeds; gives the files, where they are others than a recipe gives. */
  arrange?(recipe: Recipe, seeds: readonly Seed[]): Files;
  /** Takes the files, which are in the folder, and a number to choose by; throws where a property does not hold. */
  check(files: Files, folder: string, extra: number): Promise<void>;
}

/** Takes what is done with files; gives the target that makes them from seeds. */
export function fileTarget({ name, short, seeds, arrange = cook, check }: FileCheck): Target {
  return {
    name,
    short,
    prepare({ corpus, folder }: Bench) {
      const list = seeds(corpus);
      const run = async (files: Files, { extra }: Recipe): Promise<void> => {
        lay(files, folder);
        await check(files, folder, extra);
      };
      return prepared<Recipe>({
        inputs: recipes(list.length),
        check: (recipe) => run(arrange(recipe, list), recipe),
        files: { of: (recipe) => arrange(recipe, list), check: run },
      });
    },
  };
}

/** Takes files and a folder; leaves them in it, and nothing else. */
export function lay({ contents }: Files, folder: string): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
  for (const [name, bytes] of contents) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}
