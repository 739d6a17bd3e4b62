/** Why an exchange of a run was not sent, as a report says it. */
export const skipReasons = {
  bail: 'after the first that failed (--bail)',
  interrupted: 'the run was interrupted',
  gone: 'nobody listened at the target any more',
  unserved: 'nothing seems to be served there',
  flowEnded: 'their workflow had ended',
  lacking: 'a step before them did not give what they need',
  ignored: 'they could not be judged, which is ignored',
} as const;

/** Takes the names of variables that could not be captured; gives that as a reason. */
export function notCaptured(names: Iterable<string>): string {
  const all = [...new Set(names)].map((name) => `{${name}}`);
  return `${all.join(', ')} could not be captured`;
}
