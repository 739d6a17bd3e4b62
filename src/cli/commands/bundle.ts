import { raise, type Limits } from '../../document/limits.ts';
import { unfoldsBeyond } from '../../document/unfolded-size.ts';
import { bundleApi } from '../../openapi/bundle.ts';
import { printableLines } from '../../report/printable.ts';
import { RunError } from '../errors.ts';
import { exitCode } from '../exit.ts';
import { writeOutput } from '../files.ts';
import type { Io } from '../io.ts';
import type { ReadingOptions } from '../reading-options.ts';
import { loadSettings } from '../settings.ts';
import { openOneSpec } from '../specs.ts';
import { runStore } from '../store.ts';

export interface BundleOptions extends ReadingOptions {
  readonly config?: string;
  readonly dereference?: boolean;
  readonly output?: string;
}

/** `apicheck bundle`: takes a root file; prints one document with all that it refers to; gives the exit code. */
export async function bundleCommand(named: string, options: BundleOptions, io: Io): Promise<number> {
  const store = runStore(io, options);
  const settings = await loadSettings(options.config, store, io);
  const { loaded } = await openOneSpec(named, settings, store, io);
  for (const { value, uri } of loaded.api.documents.all.values()) refuseEndless(value, uri, store.limits);
  const bundled = await bundleApi(loaded, { dereference: options.dereference === true });
  if (bundled.kind === 'failed') throw new RunError(bundled.reason);
  refuseEndless(bundled.value, named, store.limits);
  const text = await serialize(bundled.value, isYaml(options.output ?? loaded.api.documents.root.uri));
  // To a file or a pipe goes what was written, byte for byte; a terminal would obey it.
  if (options.output === undefined) io.out(io.outIsTerminal ? printableLines(text) : text);
  else await writeOutput(options.output, text, io);
  return exitCode.done;
}

/** A bundle is written out whole, whatever its YAML shared by aliases or it shares by references. */
function refuseEndless(value: unknown, name: string, { values }: Pick<Limits, 'values'>): void {
  if (unfoldsBeyond(value, values))
    throw new RunError(`${name} unfolds to more than ${values} values${raise('values')}`);
}

function isYaml(name: string): boolean {
  return !/\.json$/i.test(name);
}

async function serialize(value: unknown, yaml: boolean): Promise<string> {
  if (!yaml) return `${JSON.stringify(value, null, 2)}\n`;
  const { writeYaml } = await import('../../document/yaml-write.ts');
  return writeYaml(value);
}
