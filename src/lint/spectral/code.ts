/**
 * Takes the name of a rule of a ruleset, which may be any text, and the codes that there are; gives the code of its
 * findings: lower-case words joined with hyphens, as reports have them, and no other's.
 */
export function codeOf(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize('NFKD')
    .replace(/([a-z\d])(?=[A-Z])/g, '$1-')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
  const plain = words.length === 0 ? 'rule' : words.join('-');
  if (!taken.has(plain)) return plain;
  let code = `ruleset-${plain}`;
  for (let count = 2; taken.has(code); count++) code = `ruleset-${plain}-${count}`;
  return code;
}
