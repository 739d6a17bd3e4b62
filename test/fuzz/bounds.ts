import { Broken, hold } from './broken.ts';

const prototypes: readonly (readonly [name: string, object: object])[] = [
  ['Object', Object.prototype],
  ['Array', Array.prototype],
  ['Function', Function.prototype],
  ['String', String.prototype],
  ['Map', Map.prototype],
];
const keysOf = () => prototypes.map(([, object]) => Reflect.ownKeys(object).map(String).join());
const keysAtStart = keysOf();

/**
 * Takes what is done with one input, and how many seconds of processor time it may take; does it. Throws what it
 * throws, and where it takes longer, changes a prototype, or leaves a promise that is rejected.
 */
export async function bounded(seconds: number, run: () => Promise<void>): Promise<void> {
  stray.length = 0;
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  const spent = (user + system) / 1e6;
  keysOf().forEach((keys, index) =>
    hold(keys === keysAtStart[index], `the prototype of ${prototypes[index]?.[0]} was changed: ${keys}`),
  );
  if (stray.length > 0) throw stray[0];
  hold(spent <= seconds, `more than ${seconds} s of processor time: ${spent.toFixed(1)} s`);
}

/** Errors that nobody waited for. */
const stray: unknown[] = [];
for (const event of ['uncaughtException', 'unhandledRejection'])
  process.on(event, (error: unknown) => stray.push(error ?? new Broken('an empty rejection')));
