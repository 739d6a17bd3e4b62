/**
 * Takes a value and a number of parts; gives whether it has more, each counted as often as it is reached: through YAML
 * aliases a few lines may unfold to more than any machine can write out. Looks at no more parts than that.
 */
export function unfoldsBeyond(value: unknown, most: number): boolean {
  const waiting: unknown[] = [value];
  let parts = 0;
  for (let part = waiting.pop(); waiting.length > 0 || part !== undefined; part = waiting.pop()) {
    if (++parts + waiting.length > most) return true;
    if (typeof part !== 'object' || part === null) continue;
    for (const member of Object.values(part)) {
      waiting.push(member);
      if (parts + waiting.length > most) return true;
    }
  }
  return false;
}
