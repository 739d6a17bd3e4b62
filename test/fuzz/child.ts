import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import fc from 'fast-check';
import { bounded } from './bounds.ts';
import { signatureOf } from './broken.ts';
import type { Message, Task } from './messages.ts';
import type { Files } from './recipe.ts';
import { reduced } from './reduce.ts';
import { readCorpus } from './seeds.ts';
import { targets } from './targets.ts';
import type { Prepared } from './target.ts';

const root = resolve(import.meta.dirname, '../../../..');
const task = JSON.parse(process.argv[2] ?? '') as Task;
const tell = (message: Message): void => void process.send?.(message);
// Whoever ends first would lose what the other has not read: the parent ends it when it has heard all.
process.on('disconnect', () => process.exit(0));

/** A failure is shrunk, and then its files are reduced, as long as this, in milliseconds. */
const patience = 20_000;

/** As many inputs come of one seed. */
const batch = 500;

const folder = mkdtempSync(join(tmpdir(), 'apicheck-fuzz-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
try {
  const target = targets.find(({ name }) => name === task.target);
  if (target === undefined) throw new Error(`there is no target ${task.target}`);
  const ready = await target.prepare({ corpus: readCorpus(root, task.folders, task.seed), folder });
  const outcome = task.replay === undefined ? await run(ready) : await replay(ready, task.replay);
  await ready.close?.();
  tell({ kind: 'done', ...outcome });
} catch (error) {
  // Of the fuzzer itself: those of the product are caught where it is called.
  console.error(error);
  process.exit(4);
}

/** What came of all inputs. */
interface Outcome {
  readonly count: number;
  readonly passedOver: number;
}

async function run(ready: Prepared): Promise<Outcome> {
  const known = new Set(task.known);
  const end = task.milliseconds === undefined ? Infinity : performance.now() + task.milliseconds;
  let count = 0;
  let passedOver = 0;
  for (let round = 0; count < task.runs && performance.now() < end; round++) {
    let found: string | undefined;
    let thrown: unknown;
    let shrinkUntil = Infinity;
    const property = fc.asyncProperty(ready.inputs, async (input) => {
      if (performance.now() > (found === undefined ? end : shrinkUntil)) return;
      if (found === undefined) tell({ kind: 'input', count: count++, input });
      else tell({ kind: 'busy' });
      try {
        await bounded(task.seconds, () => ready.check(input));
      } catch (error) {
        const signature = signatureOf(error);
        if (known.has(signature)) passedOver += found === undefined ? 1 : 0;
        else if (found === undefined || found === signature) {
          if (found === undefined) shrinkUntil = performance.now() + patience;
          found = signature;
          thrown = error;
          throw error;
        }
      }
    });
    const { counterexample } = await fc.check(property, {
      seed: task.seed + round * 7_919,
      numRuns: Math.min(task.runs - count, batch),
    });
    if (found === undefined) continue;
    known.add(found);
    await report(ready, found, thrown, counterexample?.[0]);
  }
  return { count, passedOver };
}

/** Writes a failure down so that it can be looked at and tried again, and tells of it. */
async function report(ready: Prepared, signature: string, thrown: unknown, input: unknown): Promise<void> {
  const stem = signature.replace(/[^\w]+/g, '-').slice(0, 60);
  const at = join(task.failures, `${task.target}-${stem}`);
  rmSync(at, { recursive: true, force: true });
  mkdirSync(at, { recursive: true });
  const words = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  writeFileSync(join(at, 'input.json'), JSON.stringify({ ...pick(task), input }));
  writeFileSync(join(at, 'told.txt'), `${signature}\n\n${words}\n`);
  const { files } = ready;
  if (files) {
    const first = files.of(input);
    keep(first, at);
    const stillFails = async (each: Files): Promise<boolean> => {
      tell({ kind: 'busy' });
      try {
        await bounded(task.seconds, () => files.check(each, input));
        return false;
      } catch (error) {
        return signatureOf(error) === signature;
      }
    };
    if (await stillFails(first)) keep(await reduced(first, stillFails, performance.now() + patience), at);
  }
  tell({ kind: 'failure', signature, told: words.slice(0, 4_000), folder: at });
}

/** What it takes to make the same input again. */
function pick({ target: name, seed, folders }: Task): object {
  return { target: name, seed, folders };
}

function keep({ main, spec, contents }: Files, at: string): void {
  rmSync(join(at, 'files'), { recursive: true, force: true });
  for (const [name, bytes] of contents) {
    const path = join(at, 'files', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  writeFileSync(join(at, 'files.json'), JSON.stringify({ main, spec }));
}

async function replay(ready: Prepared, at: string): Promise<Outcome> {
  const { input } = JSON.parse(readFileSync(join(at, 'input.json'), 'utf8')) as { readonly input: unknown };
  const check = async (): Promise<void> => {
    if (!ready.files) return ready.check(input);
    const names = JSON.parse(readFileSync(join(at, 'files.json'), 'utf8')) as Omit<Files, 'contents'>;
    const base = join(at, 'files');
    const contents = readdirSync(base, { recursive: true, encoding: 'utf8' })
      .map((name) => join(base, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => [relative(base, path), readFileSync(path)] as const);
    return ready.files.check({ ...names, contents: new Map(contents) }, input);
  };
  try {
    await bounded(task.seconds, check);
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tell({ kind: 'failure', signature: signatureOf(error), told: words, folder: at });
  }
  return { count: 1, passedOver: 0 };
}
