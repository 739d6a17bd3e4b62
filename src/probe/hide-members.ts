import { redacted } from './exchange.ts';
import { isSecretName } from './secret-names.ts';

/** Members of JSON, and texts that are none, so that no quote is taken for another. */
const members = /"((?:[^"\\]|\\.)*)"(?:(\s*:\s*)("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*))?/g;

/**
 * Takes a text with JSON in it, whole or not, as it is written, and what stands for a secret of a length; gives it with
 * the values of members that are secret by their names so, and the rest as it was.
 */
export function hideMembers(text: string, by: (length: number) => string = () => redacted): string {
  return text.replace(members, (whole, name: string, between = '', value = '') => {
    if (between === '' || !isSecretName(nameOf(name))) return whole;
    const hidden = value.startsWith('"') ? `"${by(value.length - 2)}"` : by(value.length);
    return `"${name}"${between}${hidden}`;
  });
}

function nameOf(written: string): string {
  if (!written.includes('\\')) return written;
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return written;
  }
}
