/** As long as a name may be in a message: what is longer is no name that anybody reads. */
const longestName = 300;

/**
 * Takes a text that somebody else wrote, and how many UTF-16 units of it a message may hold; gives it, of a longer one
 * the beginning and the end, and how much is left out between them.
 */
export function shortened(text: string, most = longestName): string {
  if (text.length <= most) return text;
  const end = Math.floor(most / 5);
  // A pair of surrogates is kept whole or not at all.
  const first = text.slice(0, most - end).replace(/[\ud800-\udbff]$/, '');
  const last = text.slice(-end).replace(/^[\udc00-\udfff]/, '');
  return `${first}…(${text.length - first.length - last.length} more)…${last}`;
}
