import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** By absolute path, what told the file from others of its name when its module was loaded first. Node keeps modules. */
const loaded = new Map<string, string>();

let refused = false;

/** From now on, this process loads no modules that a config or ruleset names: whoever wrote them is not trusted. */
export function refuseModules(): void {
  refused = true;
}

/** Whether modules are refused. */
export function modulesRefused(): boolean {
  return refused;
}

/**
 * Takes the path of an ES module and the working directory; gives what it exports. One that has changed since it was
 * loaded is loaded again; what it imports itself is not. Throws what loading it throws.
 */
export function importModule(path: string, cwd: string): Promise<unknown> {
  if (refused) return Promise.reject(new Error('code of a folder that is not trusted is not run'));
  const file = resolve(cwd, path);
  const { href } = pathToFileURL(file);
  const stamp = stampOf(file);
  const first = loaded.get(file) ?? stamp;
  loaded.set(file, first);
  // Node loads a module once for each URL.
  return import(first === stamp ? href : `${href}?changed=${stamp}`);
}

/** The absolute paths of the modules that this process has loaded or tried to. */
export function importedModules(): readonly string[] {
  return [...loaded.keys()];
}

function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? 'none' : `${found.mtimeMs}-${found.size}`;
}
