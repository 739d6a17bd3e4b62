import { dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { uriKind } from '../document/uri.ts';
import type { Finding } from '../findings/finding.ts';
import { overlaysOf } from '../probe/propose/overlay.ts';
import { writeOutput } from './files.ts';
import type { Io } from './io.ts';
import { fromFolder } from './paths.ts';

/**
 * Takes findings and a file; writes what they propose as OpenAPI Overlays, YAML or by the file's name JSON: one for
 * each document that is to change, the first to the file itself. Says on standard error what it wrote. Throws RunError
 * where it can't be written.
 */
export async function writeProposals(findings: readonly Finding[], file: string, io: Io): Promise<void> {
  const folder = resolve(io.cwd, dirname(file));
  const referTo = (uri: string): string => {
    if (uriKind(uri) !== 'file') return uri;
    const path = fromFolder(folder, resolve(io.cwd, uri));
    // On another drive there is no way from here to there.
    return /^[A-Za-z]:/.test(path) ? pathToFileURL(path).href : encodeURI(path);
  };
  const overlays = [...overlaysOf(findings, referTo).values()];
  if (overlays.length === 0) {
    io.err(`apicheck: there is nothing to propose; ${file} is not written\n`);
    return;
  }
  for (const [index, overlay] of overlays.entries()) {
    const ending = extname(file);
    const path = index === 0 ? file : `${file.slice(0, file.length - ending.length)}-${index + 1}${ending}`;
    const text =
      ending === '.json'
        ? `${JSON.stringify(overlay, null, 2)}\n`
        : (await import('../document/yaml-write.ts')).writeYaml(overlay);
    await writeOutput(path, text, io);
    const { length } = overlay.actions;
    io.err(
      `apicheck: ${path} has ${length === 1 ? '1 change' : `${length} changes`} for ${overlay.extends}\n`,
    );
  }
}
