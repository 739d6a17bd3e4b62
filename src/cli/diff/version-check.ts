import { judgeVersion, parseVersion } from '../../diff/policy-version.ts';
import { policyMetas } from '../../diff/policy-metas.ts';
import type { Pair } from '../../diff/pair.ts';
import type { Node } from '../../document/document.ts';
import { objectChild, textOf } from '../../document/node.ts';
import type { Collector } from '../../findings/collect.ts';
import type { DiffSection } from '../../findings/run-report.ts';
import type { Api } from '../../openapi/model.ts';

/** Takes two versions and what their changes call for; reports at `info.version` where it says less. */
export function checkVersion(
  collector: Collector,
  { before, after }: Pair<Api>,
  semver: DiffSection['semver'],
): void {
  const unjudged = collector.reporter(policyMetas.versionUnjudged);
  const read = (api: Api) => {
    const { release } = api;
    const version = release && parseVersion(textOf(release.value));
    if (version) return { version, node: release };
    if (release) unjudged({ message: 'unjudged', params: { text: shown(release) }, at: release });
    else unjudged({ message: 'missing', at: objectChild(api.node, 'info') ?? api.node });
    return undefined;
  };
  const is = read(after);
  const was = is && read(before);
  if (!is || !was) return;
  const verdict = judgeVersion(was.version, is.version, semver);
  if (verdict.kind === 'enough') return;
  const report = collector.reporter(policyMetas.versionTooLow);
  const params = { is: textOf(is.node.value), was: textOf(was.node.value) };
  const place = { at: is.node, related: [{ message: 'before', at: was.node }] };
  if (verdict.kind === 'lower') report({ message: 'lower', params, ...place });
  else report({ message: 'low', params: { ...params, least: verdict.least }, ...place });
}

function shown({ value }: Node): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
