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

const bundle = await rolldown({
  cwd: root,
  input: Object.fromEntries(
    ['index', 'cli/main', 'cli/process-io', 'cli/codes', 'config/schema'].map((name) => [
      name,
      `src/${name}.ts`,
    ]),
  ),
  platform: 'node',
  external: (id) => !/^[./]/.test(id),
  onLog(level, log, report) {
    // What the programming interface imports, a command may still load late.
    if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') report(level === 'warn' ? 'error' : level, log);
  },
});
await bundle.write({
  dir: 'dist',
  format: 'es',
  // All in one folder of dist/, as deep as src/cli/version.ts, which looks for package.json from where it is.
  chunkFileNames: 'chunks/[name].js',
  hashCharacters: 'hex',
  codeSplitting: {
    groups: [
      // What `--version` needs, which loads nothing else.
      { name: 'version', test: within('cli/(?:errors|exit|version)'), priority: 1 },
      // What every command needs, whatever it does with it.
      {
        name: 'core',
        test: within('document|findings|openapi|schema', 'document/yaml-write|openapi/bundle|schema/solver'),
      },
      { name: 'solver', test: within('schema/solver') },
      { name: 'lint', test: within('lint') },
      { name: 'diff', test: within('diff') },
      { name: 'probe', test: within('probe', 'probe/live') },
      {
        name: 'cli',
        test: within(
          'config|cli/(?:files|options|output|probe-options|program|render|settings|specs|store|timing)',
        ),
      },
      { name: 'text', test: within('report/(?:alike|change-words|frame|printable|text|theme|witness)') },
    ],
  },
});
await bundle.close();
