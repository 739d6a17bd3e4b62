// Bundles src/ into the few files of dist/ that a run loads: Node takes a third of a millisecond for each file, and
// there are hundreds. Packages stay outside, so that users update and audit them as any other.
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What takes a file's path and says whether it is in one of these places of src/, and not in the others. */
const within = (places, except = '^') => {
  const [wanted, unwanted] = [places, except].map((each) => new RegExp(`/src/(?:${each})`));
  return (path) => wanted.test(path) && !unwanted.test(path);
};

/**
 * Writes what is no ASCII as escapes, which mean the same in strings, templates and regular expressions, and nothing
 * else has any: the engine reads such a file faster, and keeps it in half the memory. In String.raw they would not.
 */
const ascii = {
  name: 'ascii',
  generateBundle(_options, files) {
    for (const file of Object.values(files))
      file.code = file.code.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
  },
};

/** The modules that each imports statically. */
const imports = new Map();
const graph = {
  name: 'graph',
  moduleParsed: ({ id, importedIds }) => void imports.set(id, importedIds),
};

/**
 * What takes the path of a module and says whether a command loads it whatever it is given: what is imported statically
 * from what it begins with.
 */
const loadedBy = (...begins) => {
  let loaded;
  return (path) => {
    loaded ??= begins.reduce((known, name) => addReached(`${root}src/${name}.ts`, known), new Set());
    return loaded.has(path);
  };
};
const forLint = loadedBy(
  'cli/program',
  'cli/commands/lint',
  'lint/run',
  'lint/reach',
  'schema/create-schemas',
  'report/json',
);
const forLive = loadedBy('probe/live/open');
const forProbe = loadedBy(
  'cli/commands/probe',
  'cli/probe/probe-contract',
  'probe/run',
  'probe/run-section',
  'probe/registry',
);

function addReached(id, known) {
  if (known.has(id) || !imports.has(id)) return known;
  known.add(id);
  for (const imported of imports.get(id)) addReached(imported, known);
  return known;
}

const bundle = await rolldown({
  cwd: root,
  input: Object.fromEntries(
    [
      'index',
      'cli/main',
      'cli/process-io',
      'cli/codes',
      'cli/lsp/lint-worker',
      'cli/run-guard-worker',
      'config/schema',
    ].map((name) => [name, `src/${name}.ts`]),
  ),
  platform: 'node',
  external: (id) => !/^[./]/.test(id),
  plugins: [graph],
  onLog(level, log, report) {
    // What the programming interface imports, a command may still load late.
    if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') report(level === 'warn' ? 'error' : level, log);
  },
});
await bundle.write({
  dir: 'dist',
  format: 'es',
  // All in one folder of dist/, as deep as src/document/version.ts, which looks for package.json from where it is.
  chunkFileNames: 'chunks/[name].js',
  hashCharacters: 'hex',
  // A tenth of what Node has to read; the sources have them.
  comments: false,
  plugins: [ascii],
  codeSplitting: {
    groups: [
      // What is needed before the command is known, and for `--version`, which loads nothing else.
      {
        name: 'start',
        test: within(
          'cli/(?:errors|exit|files|process-io|progress|write-file)|document/(?:clock|project|shortened|version)|report/printable',
        ),
        priority: 3,
      },
      // What every command needs, whatever it does with it.
      {
        name: 'core',
        priority: 2,
        // Of the solver, what rules ask without one.
        test: (path) =>
          forLint(path) &&
          within(
            'document|findings|openapi|schema|lint/spectral/unsupported',
            'schema/solver/(?!(?:tags|kinds)\\.)',
          )(path),
      },
      // What only other commands need of it, or documents that are not files.
      {
        name: 'wire',
        priority: 1,
        test: within(
          'document|findings|openapi|schema',
          'document/(?:addresses|fetch|git|pipe|yaml-write)|openapi/bundle|schema/solver',
        ),
      },
      { name: 'solver', test: within('schema/solver') },
      { name: 'spectral', test: within('lint/spectral|cli/spectral') },
      { name: 'lint', test: (path) => forLint(path) && within('lint', 'lint/(?:custom|fix\\.)')(path) },
      // Rules that are off unless somebody asks for them, and what only they need.
      { name: 'lint-further', test: within('lint/(?!custom|fix\\.)') },
      { name: 'diff', test: within('diff') },
      // What only some runs need is a file beside it: packages that it loads would be loaded by all.
      { name: 'probe', test: (path) => forProbe(path) && within('probe', 'probe/live')(path) },
      { name: 'live', test: (path) => forLive(path) && within('probe')(path) },
      {
        name: 'probe-command',
        test: (path) =>
          forProbe(path) && within('cli/(?:commands|probe|recordings|selection|probe-progress)')(path),
      },
      {
        name: 'cli',
        // Before what only some runs need, which would draw in what they share.
        priority: 1,
        test: within(
          'config|cli/(?:code-names|config-mistakes|ignored|layers|naming|options|output|paths|probe/(?:add-options|option-values)|program|commander|render|settings|specs|store|timing)|report/json',
          'config/custom-rule',
        ),
      },
      { name: 'lint-command', test: within('cli/(?:commands/lint|lint-specs|ruleset|watched)\\.') },
      { name: 'text', test: within('report/(?:alike|change-words|fold|frame|text|theme|witness)') },
    ],
  },
});
await bundle.close();
