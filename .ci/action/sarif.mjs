// Makes one SARIF log of those of several runs.

/**
 * Takes SARIF logs of one command, each with one run; gives one run with the results of all. A service that takes
 * logs has room for few runs, and refuses two of one category.
 */
export function joinRuns(logs) {
  const runs = logs.flatMap((log) => log.runs);
  const [first] = runs;
  if (first === undefined) return undefined;
  const rules = [
    ...new Map(runs.flatMap((run) => run.tool.driver.rules ?? []).map((rule) => [rule.id, rule])).values(),
  ];
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    ...first,
    tool: { ...first.tool, driver: { ...first.tool.driver, rules } },
    originalUriBaseIds: Object.assign({}, ...runs.map((run) => run.originalUriBaseIds ?? {})),
    results: runs.flatMap((run) =>
      run.results.map((result) => ({ ...result, ruleIndex: indexes.get(result.ruleId) })),
    ),
  };
}

/** Takes the logs of lint and those of diff; gives one log with a run for each of the two that ran. */
export function joinLogs(...commands) {
  const [first] = commands.flat();
  if (first === undefined) return undefined;
  const runs = commands.map(joinRuns).filter((run) => run !== undefined);
  return { ...first, runs };
}
