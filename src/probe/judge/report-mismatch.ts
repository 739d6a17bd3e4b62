import { pointerKeys, type Pointer } from '../../document/pointer.ts';
import type { Placement } from '../../findings/meta.ts';
import { isSecretName } from '../secret-names.ts';
import { cut, shownValue } from '../shown.ts';
import type { Redactor } from '../redact.ts';
import type { Facts } from './facts.ts';
import type { Mismatch } from './mismatch.ts';
import { remember } from './mismatch-evidence.ts';

/**
 * Takes facts, one mismatch and whether its value is a secret; gives what its finding says and where: the violated
 * keyword, the value cut short and without secrets, and the place of the keyword in the contract.
 */
export function mismatchReport(
  { context, operationName }: Facts,
  mismatch: Mismatch,
  isSecret = false,
): Placement & {
  readonly params: { readonly where: string; readonly problem: string; readonly actual: string };
} {
  const { redactor } = context;
  const secret = isSecret || isSecretMember(mismatch.violation.instance);
  const { at, violation, where } = mismatch;
  const { keyword, actual, message, schema } = violation;
  const scalar = typeof actual !== 'object' || actual === null;
  const { hidden, shown } = secret
    ? { hidden: '***', shown: '***' }
    : scalar
      ? showScalar(actual, redactor)
      : showCollection(actual, redactor);
  const problem = secret ? withoutValue(keyword, message) : redactor.text(inSentence(keyword, message));
  // Many messages have the value already.
  const said = !secret && actual !== undefined && (scalar || keyword === 'type') && !problem.includes(shown);
  return {
    at,
    params: {
      where: where === '' ? '' : ` ${where.trim()}`,
      problem,
      actual: said ? `: ${shown}` : '',
    },
    ...operationName,
    evidence: remember(
      { kind: 'violation', keyword, actual: scalar ? shortened(hidden) : shown },
      { mismatch, shown: hidden },
    ),
    related: [{ message: `${keyword} in the contract`, at: schema }],
  };
}

/** A value without its secrets, and as a message shows it. */
interface Shown {
  readonly hidden: unknown;
  readonly shown: string;
}

function showScalar(value: unknown, redactor: Redactor): Shown {
  // JSON has a way to write whole numbers of any size, but few have one to read them.
  const written = typeof value === 'bigint' ? String(value) : value;
  const hidden = redactor.value(written);
  return { hidden, shown: typeof value === 'bigint' ? String(hidden) : shownValue(hidden) };
}

/** Of an object with a thousand unknown properties, there are a thousand findings. */
const collections = new WeakMap<object, Shown>();

function showCollection(value: object, redactor: Redactor): Shown {
  let known = collections.get(value);
  if (known === undefined) {
    const hidden = redactor.value(value);
    known = { hidden, shown: shownValue(hidden) };
    collections.set(value, known);
  }
  return known;
}

/** Whether a value is that of a member which is secret by its name, or in a list of such. */
function isSecretMember(instance: Pointer): boolean {
  const name = pointerKeys(instance).findLast((key) => !/^\d+$/.test(key));
  return name !== undefined && isSecretName(name);
}

function shortened(value: unknown): unknown {
  return typeof value === 'string' ? cut(value) : value;
}

/** Keywords whose messages begin with what the contract asks for, and have the value behind that. */
const telling =
  /^(?:type|enum|const|format|pattern|multipleOf|(?:exclusive)?(?:Min|Max|min|max)imum|(?:min|max)(?:Length|Items|Properties))$/;

function withoutValue(keyword: string, message: string): string {
  return telling.test(keyword) ? message.replace(/, (?:is|has) .*$/s, '') : `does not satisfy ${keyword}`;
}

/** What stands alone where lint says it, as the end of a sentence about the value that it is found in. */
function inSentence(keyword: string, message: string): string {
  if (keyword === 'propertyNames') return message.replace(/^property name/, 'has a property whose name');
  return message.startsWith('unknown property')
    ? `has ${message.replace(/^unknown/, 'the unknown')}`
    : message;
}
