// Makes one text of the changelogs of several descriptions.

/**
 * Takes what became of each description since the base: its uri and `changelog` and `diff` as apicheck wrote them, or
 * `state` where it is `new` or `deleted`. Gives Markdown: for one that was compared its changelog as it is; for more an
 * overview, and the changelogs of those that changed. Empty where there is nothing.
 */
export function joinChangelogs(descriptions) {
  const told = descriptions.filter(({ changelog, state }) => changelog || state);
  const [first, second] = told;
  if (first === undefined) return '';
  if (second === undefined && first.changelog) return first.changelog;
  const rows = told.map((each) => `| ${cell(each.uri)} | ${became(each)} | ${each.diff?.semver ?? ''} |`);
  const table = ['| description | changes | calls for |', '| --- | --- | --- |', ...rows].join('\n');
  const parts = told
    .filter(({ diff }) => diff && diff.changes.length > 0)
    .map(({ uri, changelog }) => changelog.replace(/^# API changes$/m, () => `# ${code(uri)}`));
  return [`# API changes\n\n${table}\n`, ...parts].join('\n');
}

function became({ state, diff }) {
  if (state === 'new') return 'new';
  if (state === 'deleted') return '**deleted**, and nothing took its place';
  if (diff === undefined) return 'could not be compared';
  const count = (breaking) => diff.changes.filter((change) => change.breaking === breaking).length;
  const said = [
    [count(true), 'breaking', '**'],
    [count('unproven'), 'that may break', ''],
    [count(false), 'compatible', ''],
  ].filter(([number]) => number > 0);
  return said.length === 0
    ? 'none'
    : said.map(([number, name, mark]) => `${mark}${number} ${name}${mark}`).join(', ');
}

/** A text as a code span that it cannot end (CommonMark 6.1), on one line. */
export function code(text) {
  const line = text.replace(/\s/g, ' ');
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const gap = /^`|`$/.test(line) ? ' ' : '';
  return `${fence}${gap}${line}${gap}${fence}`;
}

function cell(text) {
  return code(text).replaceAll('|', '\\|');
}
