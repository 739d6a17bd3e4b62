import { resolveUri } from '../../document/uri.ts';
import type { Draft } from './draft.ts';
import type { Found } from './search.ts';

/** A config that names more is no start. */
const mostApis = 100;

/** Takes what was found; adds the APIs to the draft, each with the recordings that name it. */
export function addApis({ specs, recordings, others, cut }: Found, draft: Draft): void {
  const named = new Map(Object.entries(draft.apis).map(([name, { spec }]) => [spec, name]));
  for (const spec of specs) {
    if (named.has(spec)) continue;
    if (named.size >= mostApis) {
      draft.left.push(`${specs.length - mostApis} more descriptions: only the first ${mostApis} are listed`);
      break;
    }
    const name = freeName(nameOf(spec), draft.apis);
    draft.apis[name] = { spec };
    named.set(spec, name);
  }
  const only = named.size === 1 ? [...named.values()][0] : undefined;
  const paths = new Map<string, string[]>();
  for (const { path, spec } of recordings) {
    const name = spec === undefined ? only : (named.get(resolveUri(path, spec)) ?? named.get(spec));
    if (name === undefined) draft.left.push(`recording ${path}: which API it is of is not said in it`);
    else paths.set(name, [...(paths.get(name) ?? []), path]);
  }
  for (const [name, list] of paths) {
    const api = draft.apis[name];
    if (api) draft.apis[name] = { ...api, recordings: list.length === 1 ? (list[0] ?? '') : list };
  }
  for (const path of others.slice(0, 20))
    draft.left.push(`recording ${path}: name it in the "recordings" of the API that it is of`);
  if (cut) draft.left.push('the folders are deeper or larger than is looked through: add what is missing');
}

/** A name such as `openapi.yaml` says nothing: then the folder's is taken. */
function nameOf(spec: string): string {
  const [file = '', folder] = spec.split('/').toReversed();
  const stem = file.replace(/\.[^.]*$/, '').replace(/[._-]?(openapi|swagger|oas)3?$/i, '');
  const generic = /^(openapi|swagger|api|spec|index|root|main|)$/i.test(stem);
  const name = generic ? (folder ?? (stem || 'api')) : stem;
  return name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '') || 'api';
}

function freeName(name: string, apis: Draft['apis']): string {
  let free = name;
  for (let number = 2; Object.hasOwn(apis, free); number += 1) free = `${name}-${number}`;
  return free;
}
