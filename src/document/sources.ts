import { readdir, type Dirent, type PathLike } from 'node:fs';
import { stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { defaultLimits, type Limits } from './limits.ts';
import { fencedSources, isMarkdown } from './markdown.ts';
import { fileHint } from './nearest-file.ts';
import { isDenied, readFileText } from './read.ts';
import { looksLikeOpenApi } from './sniff.ts';
import { normalizePath, normalizeUri, uriKind } from './uri.ts';

export interface SourceOptions {
  /** The directory that relative paths and globs begin at. */
  readonly cwd: string;
  readonly limits?: Partial<Limits>;
  /** Whether a directory or glob stands for the descriptions among its files (the default) or for all of them. */
  readonly only?: 'descriptions' | 'any';
}

export interface ExpandedSources {
  /** Uris for `DocumentStore.open`, in the order of the arguments, those of one argument sorted; none twice. */
  readonly sources: readonly string[];
  readonly failures: readonly { readonly source: string; readonly reason: string }[];
}

/**
 * Takes what a user named as specs: files, directories, globs, URLs, `-`, `REV:PATH`; gives the uris of the
 * documents meant. Of a directory these are the files in it and below that look like OpenAPI descriptions or have
 * one in a fence; `node_modules` and dot folders are passed over. Of a glob, those of its files that do.
 */
export async function expandSources(
  args: readonly string[],
  options: SourceOptions,
): Promise<ExpandedSources> {
  const limits = { ...defaultLimits, ...options.limits };
  const sources = new Set<string>();
  const failures: { source: string; reason: string }[] = [];
  const onDenied = (source: string, reason: string): void => void failures.push({ source, reason });
  const meant = (files: readonly string[]): Promise<readonly string[]> =>
    options.only === 'any' ? Promise.resolve(files) : describing(files, options.cwd, limits, onDenied);
  for (const source of args) {
    const kind = uriKind(source);
    if (kind === 'stdin' || kind === 'url') {
      sources.add(normalizeUri(source));
      continue;
    }
    const found = await stat(resolve(options.cwd, source)).catch(() => undefined);
    if (found !== undefined && !found.isDirectory()) {
      // `./` keeps a file whose name has a colon from being taken for a Git object.
      sources.add(kind === 'git' ? `./${source}` : normalizePath(source));
    } else if (found !== undefined) {
      const before = failures.length;
      const files = await meant(await glob(directoryPattern(source, options.only), options.cwd, onDenied));
      for (const file of files) sources.add(file);
      if (files.length === 0 && failures.length === before)
        failures.push({
          source,
          reason: `no ${options.only === 'any' ? 'file to read' : 'OpenAPI description'} is found in ${source}`,
        });
    } else if (kind === 'git') {
      sources.add(source);
    } else if (/[*?{[]/.test(source)) {
      const before = failures.length;
      const matched = await glob(source.replaceAll('\\', '/'), options.cwd, onDenied);
      const files = await meant(matched);
      for (const file of files) sources.add(file);
      if (failures.length > before) continue;
      if (matched.length === 0) failures.push({ source, reason: `no file matches ${source}` });
      else if (files.length === 0) {
        const which =
          matched.length === 1 ? 'the file that matches' : `none of the ${matched.length} files that match`;
        const verb = matched.length === 1 ? 'is no' : 'is an';
        failures.push({ source, reason: `${which} ${source} ${verb} OpenAPI description` });
      }
    } else {
      failures.push({ source, reason: `${source} is not found${fileHint(source, options.cwd)}` });
    }
  }
  return { sources: [...sources], failures };
}

function directoryPattern(directory: string, only: SourceOptions['only']): string {
  const path = normalizePath(directory)
    .replace(/\/$/, '')
    .replace(/[*?{}[\]()!\\]/g, '\\$&');
  return `${path}/**/*.{${only === 'any' ? 'json,yaml,yml,har,ndjson,jsonl' : 'json,yaml,yml,md,txt'}}`;
}

/** Takes the path of what may not be read, and that in a sentence. */
type OnDenied = (source: string, reason: string) => void;

/** Whatever order the file system gives, paths come sorted by code unit. */
async function glob(pattern: string, cwd: string, onDenied: OnDenied): Promise<string[]> {
  const { glob: expand } = await import('tinyglobby');
  const closed: string[] = [];
  const files = await expand([pattern], {
    cwd,
    ignore: ['**/node_modules/**'],
    expandDirectories: false,
    fs: { readdir: readdirTelling((folder) => closed.push(folder)) },
  });
  for (const folder of closed.sort()) {
    const path = normalizePath(relative(cwd, folder)) || '.';
    onDenied(path, `${path} is not readable: permission denied`);
  }
  return files.map(normalizePath).sort();
}

/** As `readdir` of Node.js, as far as globs use it; calls the function with each folder that is closed to us. */
function readdirTelling(onClosed: (folder: string) => void): typeof readdir {
  const telling = (
    folder: PathLike,
    options: { readonly withFileTypes: true },
    done: (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void,
  ): void =>
    readdir(folder, options, (error, entries) => {
      if (error && isDenied(error)) onClosed(String(folder));
      done(error, entries);
    });
  return telling as typeof readdir;
}

async function describing(
  files: readonly string[],
  cwd: string,
  limits: Limits,
  onDenied: OnDenied,
): Promise<string[]> {
  const found: string[] = [];
  for (const file of files) {
    const read = await readFileText(file, cwd, limits);
    if (read.kind === 'failed' && read.denied) onDenied(file, read.reason);
    if (read.kind !== 'text') continue;
    if ((!isMarkdown(file) && looksLikeOpenApi(read.text)) || fencedSources(file, read.text).length > 0)
      found.push(file);
  }
  return found;
}
