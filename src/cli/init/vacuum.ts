import { isObject, type JsonObject } from '../../document/node.ts';
import { appendKey, rootPointer } from '../../document/pointer.ts';
import { compilePath } from '../../lint/spectral/json-path.ts';
import { textsIn, type CodesOf, type Draft } from './draft.ts';

/** Settings of vacuum that say how it prints and runs. */
const ofRuns =
  /^(no-style|details|errors|silent|time|no-banner|no-message|no-clip|hard-mode|all-results|snippets|debug|functions)$/;

/** Takes the value of a `vacuum.conf.yaml`; adds it to the draft, and gives the ignore files that it names. */
export function addVacuum(config: JsonObject, draft: Draft): readonly string[] {
  const ignores: string[] = [];
  const lint = isObject(config['lint']) ? { ...config, ...config['lint'] } : config;
  for (const [key, value] of Object.entries(lint)) {
    if (key === 'ruleset' && typeof value === 'string' && !/^https?:/i.test(value))
      draft.rulesets.push(value.replace(/^\.\//, ''));
    else if (key === 'ignore-file' && typeof value === 'string') ignores.push(value);
    else if (key === 'fail-severity' && typeof value === 'string') {
      const severity = { error: 'error', warn: 'warning', info: 'info', hint: 'info', none: 'never' }[value];
      if (severity !== undefined) draft.failOn = severity;
    } else if (key !== 'lint' && !ofRuns.test(key))
      draft.left.push(`vacuum's ${key}: it has no counterpart in apicheck.yaml`);
  }
  return ignores;
}

/** Takes the value of an ignore file of vacuum (JSONPaths by rule); adds it to the draft. */
export function addVacuumIgnores(ignores: JsonObject, codesOf: CodesOf, draft: Draft): void {
  for (const [id, paths] of Object.entries(ignores)) {
    const codes = codesOf(id);
    if (codes.length === 0) {
      draft.left.push(`ignored findings of ${id}: apicheck has no rule of that kind`);
      continue;
    }
    const pointers: string[] = [];
    for (const path of textsIn(paths)) {
      const pointer = pointerFrom(path);
      if (pointer === undefined)
        draft.left.push(`ignored findings of ${id} at ${path}: it names no single place`);
      else pointers.push(pointer);
    }
    if (pointers.length > 0)
      draft.overrides.push({
        pointers,
        rules: Object.fromEntries(codes.map((code) => [code, 'off' as const])),
      });
  }
}

function pointerFrom(path: string): string | undefined {
  try {
    let pointer = rootPointer;
    for (const step of compilePath(path).steps) {
      if (step.is === 'deep') pointer = appendKey(pointer, '**');
      else if (step.is === 'any') pointer = appendKey(pointer, '*');
      else if (step.is === 'names' && step.names.length === 1)
        pointer = appendKey(pointer, step.names[0] ?? '');
      else return undefined;
    }
    return pointer;
  } catch {
    return undefined;
  }
}
