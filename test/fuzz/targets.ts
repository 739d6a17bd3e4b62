import type { Target } from './target.ts';
import { bundle } from './targets/bundle.ts';
import { configs } from './targets/configs.ts';
import { diff } from './targets/diff.ts';
import { fix } from './targets/fix.ts';
import { git } from './targets/git.ts';
import { lint } from './targets/lint.ts';
import { loader } from './targets/loader.ts';
import { brokenSchemas, schemas } from './targets/schema.ts';
import { brokenPairs, solver } from './targets/solver.ts';
import { transport } from './targets/transport.ts';
import { lsp } from './targets/lsp.ts';
import { merge } from './targets/merge.ts';
import { recordings } from './targets/recordings.ts';
import { yaml } from './targets/yaml.ts';

/** All that is fuzzed. */
export const targets: readonly Target[] = [
  loader,
  yaml,
  git,
  lint,
  fix,
  bundle,
  diff,
  schemas,
  brokenSchemas,
  solver,
  brokenPairs,
  ...recordings,
  ...configs,
  merge,
  transport,
  lsp,
];
