import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { parseText } from '../../src/document/parse.ts';

/** Files that belong together, from which inputs are made by mutation. */
export interface Seed {
  readonly name: string;
  /** The file that a command is given. */
  readonly main: string;
  /** Of recordings: the description of what they were recorded from. */
  readonly spec?: string;
  /** By path, read when they are first asked for. */
  files(): Readonly<Record<string, string>>;
}

/** Where seeds are read from, the repository's own and those of the user. */
export interface Corpus {
  readonly descriptions: readonly Seed[];
  /** By the folder of test/fuzz/seeds, or the end of the file's name: `own`, `har`, `pact`, `postman`, `arazzo`. */
  readonly recordings: Readonly<Record<string, readonly Seed[]>>;
  /** By kind: `config`, `spectral`, `redocly`, `vacuum`. */
  readonly configs: Readonly<Record<string, readonly Seed[]>>;
  /** What runs of each command wrote as JSON. */
  readonly reports: readonly Seed[];
}

/** Larger files are left alone: parsing them would take the time of a thousand others. */
const mostBytes = 2_000_000;

/** What cases hold beside their input. */
const told = /^(output\.txt|markers\.txt|arguments\.txt|fixed\.\w+)$/;

/** As many of the user's descriptions are seeds in one turn; others are in the next. */
const mostForeign = 60;

/** Takes the root of the repository, folders of the user's, and which of their files to take; gives the seeds. */
export function readCorpus(root: string, folders: readonly string[], turn: number): Corpus {
  const cases = (command: string) => subfolders(join(root, 'test/cases', command)).flatMap(subfolders);
  const given = folders.flatMap((folder) => filesBelow(folder));
  const readable = given.filter((path) => /\.(ya?ml|json)$/.test(path) && statSync(path).size <= mostBytes);
  const step = Math.max(1, Math.floor(readable.length / mostForeign));
  const foreign = readable
    .filter((_, index) => index % step === turn % step)
    .map((path) => seedOf(path, [path], dirname(path)));
  const descriptions = [
    ...[...cases('lint'), ...cases('diff')].flatMap((folder) => {
      const files = filesBelow(folder).filter((path) => !told.test(basename(path)));
      const main = files.find((path) => /^(openapi|before)\.(ya?ml|json)$/.test(relative(folder, path)));
      return main === undefined ? [] : [seedOf(main, files, folder)];
    }),
    ...['test/diff/versions', 'contracts'].flatMap((folder) =>
      filesIn(join(root, folder)).map((path) => seedOf(path, [path], dirname(path))),
    ),
    seedOf(
      join(root, 'contracts/deployment/openapi.yaml'),
      filesBelow(join(root, 'contracts/deployment')),
      join(root, 'contracts/deployment'),
    ),
    ...foreign,
  ];
  const recorded = [
    ...cases('probe').flatMap((folder) => {
      const files = filesBelow(folder).filter((path) => !told.test(basename(path)));
      const main = files.find((path) => basename(path).startsWith('recording.'));
      const spec = files.find((path) => /^openapi\.(ya?ml|json)$/.test(basename(path)));
      return main && spec ? [seedOf(main, files, folder, spec)] : [];
    }),
    ...subfolders(join(root, 'fixtures')).flatMap((folder) => {
      const spec = ['yaml', 'json']
        .map((end) => join(root, `contracts/${basename(folder)}.${end}`))
        .find((path) => existsSync(path));
      if (spec === undefined) return [];
      return filesIn(folder)
        .filter((path) => path.endsWith('.yaml'))
        .map((path) => seedOf(path, [path, spec], root, spec));
    }),
    ...filesBelow(join(root, 'test/fuzz/seeds/recordings')).map((path) => {
      const spec = join(root, 'test/fuzz/seeds/library.yaml');
      return seedOf(path, [path, spec], join(root, 'test/fuzz/seeds'), spec);
    }),
    ...given
      .filter((path) => path.endsWith('.har') && statSync(path).size <= 40_000_000)
      .flatMap((path) => {
        const stem = basename(path, '.har');
        const spec = given.find((each) => !each.endsWith('.har') && basename(each, extname(each)) === stem);
        return spec ? [seedOf(path, [path, spec], dirname(dirname(path)), spec)] : [];
      }),
  ];
  return {
    descriptions,
    reports: filesIn(join(root, 'test/fuzz/seeds/reports')).map((path) =>
      seedOf(path, [path], dirname(path)),
    ),
    recordings: grouped(recorded, (seed) => recordingKind(seed)),
    configs: Object.fromEntries(
      subfolders(join(root, 'test/fuzz/seeds/configs')).map((folder) => [
        basename(folder),
        subfolders(folder).map((each) => {
          const files = filesBelow(each);
          return seedOf(
            files.find((path) => /ruleset|apicheck|redocly|vacuum/.test(path)) ?? '',
            files,
            each,
          );
        }),
      ]),
    ),
  };
}

/** Takes a text and the name of its file; gives its value, undefined where there is none. */
export function valueOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseText(path, text).document.value;
  }
}

function seedOf(main: string, paths: readonly string[], base: string, spec?: string): Seed {
  let read: Record<string, string> | undefined;
  const name = (path: string) => relative(base, path);
  return {
    name: main,
    main: name(main),
    ...(spec !== undefined && { spec: name(spec) }),
    files: () => (read ??= Object.fromEntries(paths.map((path) => [name(path), readFileSync(path, 'utf8')]))),
  };
}

function recordingKind({ name, main, files }: Seed): string {
  if (/\.(har|ndjson)$/.test(name)) return extname(name).slice(1);
  const text = files()[main] ?? '';
  if (/_postman_id|schema\.getpostman|\/collection\/v2/.test(text)) return 'postman';
  if (/^\s*"?arazzo"?:/m.test(text)) return 'arazzo';
  if (/"(consumer|interactions)"/.test(text)) return 'pact';
  return 'own';
}

function grouped(seeds: readonly Seed[], kindOf: (seed: Seed) => string): Record<string, Seed[]> {
  const groups: Record<string, Seed[]> = {};
  for (const seed of seeds) (groups[kindOf(seed)] ??= []).push(seed);
  return groups;
}

function subfolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .sort();
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(folder, name))
    .sort();
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return [...filesIn(folder), ...subfolders(folder).flatMap(filesBelow)];
}
