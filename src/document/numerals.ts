/**
 * Takes a whole number, not negative; gives it as English writes it: 1,234,567. `toLocaleString` does the same, and
 * first loads tables of all languages, which takes longer than reading a small description.
 */
export function numeral(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
