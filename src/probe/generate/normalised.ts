import { isObject } from '../../document/node.ts';

/** So much of a text is in no other by chance. */
const distinctive = 8;

/**
 * Takes a value of an answer and one that was sent; gives whether the first may be the second as its provider keeps it:
 * as it is, with members that its provider knows, or as providers write alike what is meant alike: trimmed, in one
 * case, without marks, cut off, as a number, rounded, in another order.
 */
export function isToldAgain(answered: unknown, sent: unknown): boolean {
  if (answered === sent) return true;
  // What is nothing to one is empty to another.
  if (answered === null || sent === null) return isNothing(answered) && isNothing(sent);
  if (Array.isArray(sent)) return isListAgain(answered, sent);
  if (isObject(sent)) return isObjectAgain(answered, sent);
  if (typeof answered === 'string' && typeof sent === 'string') return isTextAgain(answered, sent);
  if (typeof answered !== 'number' && typeof sent !== 'number') return String(answered) === String(sent);
  return isNumberAgain(answered, sent);
}

function isListAgain(answered: unknown, sent: readonly unknown[]): boolean {
  if (!Array.isArray(answered) || answered.length !== sent.length) return false;
  if (sent.every((item, index) => isToldAgain(answered[index], item))) return true;
  if (sent.length > 100) return false;
  const left: unknown[] = [...answered];
  return sent.every((item) => {
    const index = left.findIndex((one) => isToldAgain(one, item));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

function isObjectAgain(answered: unknown, sent: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(sent);
  if (!isObject(answered)) return false;
  if (names.length === 0) return Object.keys(answered).length === 0;
  return names.every((name) => Object.hasOwn(answered, name) && isToldAgain(answered[name], sent[name]));
}

function isNothing(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === null || value === 0 || value === false;
}

function isTextAgain(answered: string, sent: string): boolean {
  const [plain, wanted] = [folded(answered), folded(sent)];
  if (plain === wanted) return true;
  if (wanted.length >= distinctive && plain.includes(wanted)) return true;
  return plain.length >= distinctive && wanted.startsWith(plain);
}

/** A text by its letters and digits alone. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function isNumberAgain(answered: unknown, sent: unknown): boolean {
  const [one, other] = [numberOf(answered), numberOf(sent)];
  return one === other || (!Number.isInteger(other) && Math.abs(one - other) < 1);
}

/** NaN, which is no other, where a value is none. */
function numberOf(value: unknown): number {
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
}
