import type { Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { looksLikeOpenApi } from '../../document/sniff.ts';

/** What was found that a config may name; paths relative to where the search began, sorted. */
export interface Found {
  readonly specs: readonly string[];
  /** In apicheck's own format, each with the description that it names, as it is written there. */
  readonly recordings: readonly { readonly path: string; readonly spec: string | undefined }[];
  /** HAR files, contracts of Pact, collections of Postman. */
  readonly others: readonly string[];
  /** Whether there was more than is looked at. */
  readonly cut: boolean;
}

/** What is made, fetched or kept by tools. */
const passedOver = new Set([
  ...[
    'node_modules',
    'dist',
    'build',
    'out',
    'target',
    'vendor',
    'coverage',
    'bower_components',
    '__pycache__',
  ],
]);
const deepest = 8;
const mostFiles = 20_000;
/** So much of each file tells what it is. */
const sniffed = 64_000;

/** Takes a folder; gives the descriptions and recordings in it and below, as far as a project is deep. */
export async function searchProject(cwd: string): Promise<Found> {
  const specs: string[] = [];
  const recordings: Found['recordings'][number][] = [];
  const others: string[] = [];
  let seen = 0;
  let cut = false;
  const waiting: { readonly folder: string; readonly depth: number }[] = [{ folder: '', depth: 0 }];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    for (const entry of await entriesOf(resolve(cwd, at.folder))) {
      const path = at.folder === '' ? entry.name : `${at.folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name.startsWith('.') || passedOver.has(entry.name)) continue;
        if (at.depth < deepest) waiting.push({ folder: path, depth: at.depth + 1 });
        else cut = true;
        continue;
      }
      if (!entry.isFile() || !/\.(ya?ml|json|har)$/i.test(entry.name) || entry.name.startsWith('.')) continue;
      seen += 1;
      if (seen > mostFiles) return sorted({ specs, recordings, others, cut: true });
      const text = await beginning(join(cwd, path));
      if (text === undefined) continue;
      if (isRecording(text)) recordings.push({ path, spec: namedSpec(text) });
      else if (looksLikeOpenApi(text)) specs.push(path);
      else if (/\.har$/i.test(path) || isOther(text)) others.push(path);
    }
  }
  return sorted({ specs, recordings, others, cut });
}

function sorted({ specs, recordings, others, cut }: Found): Found {
  const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1);
  return {
    specs: [...specs].sort(),
    recordings: [...recordings].sort(byPath),
    others: [...others].sort(),
    cut,
  };
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // One that may not be read has nothing to name.
    return [];
  }
}

async function beginning(path: string): Promise<string | undefined> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffed), 0, sniffed, 0);
      const text = buffer.toString('utf8', 0, bytesRead);
      return text.includes('\0') ? undefined : text;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

function isRecording(text: string): boolean {
  return /^(\uFEFF?|\{?\s*")apicheck"?\s*:\s*\d/m.test(text) && /^\s*"?exchanges"?\s*:/m.test(text);
}

function namedSpec(text: string): string | undefined {
  return /^\s{0,2}"?spec"?\s*:\s*["']?([^"'\s#,]+)/m.exec(text)?.[1];
}

function isOther(text: string): boolean {
  const pact = /"consumer"\s*:/.test(text) && /"(provider|interactions)"\s*:/.test(text);
  return pact || /schema\.getpostman\.com/.test(text);
}
