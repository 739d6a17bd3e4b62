import { isObject } from '../../document/node.ts';
import type { FunctionMaker } from './function.ts';

const cases: Readonly<Record<string, (digits: string) => string>> = {
  flat: (digits) => `[a-z][a-z${digits}]*`,
  camel: (digits) => `[a-z][a-z${digits}]*(?:[A-Z${digits}](?:[a-z${digits}]+|$))*`,
  pascal: (digits) => `[A-Z][a-z${digits}]*(?:[A-Z${digits}](?:[a-z${digits}]+|$))*`,
  kebab: (digits) => `[a-z][a-z${digits}]*(?:-[a-z${digits}]+)*`,
  cobol: (digits) => `[A-Z][A-Z${digits}]*(?:-[A-Z${digits}]+)*`,
  snake: (digits) => `[a-z][a-z${digits}]*(?:_[a-z${digits}]+)*`,
  macro: (digits) => `[A-Z][A-Z${digits}]*(?:_[A-Z${digits}]+)*`,
};

/** `casing`: a text is written in a certain case, the whole of it or each part between separators. */
export const casing: FunctionMaker = ({ value: options }) => {
  const { type, disallowDigits, separator } = isObject(options) ? options : {};
  const body = typeof type === 'string' && Object.hasOwn(cases, type) ? cases[type] : undefined;
  if (body === undefined) throw new SyntaxError(`casing needs "type": ${Object.keys(cases).join(', ')}`);
  const part = body(disallowDigits === true ? '' : '0-9');
  const { char, allowLeading } = isObject(separator) ? separator : {};
  if (isObject(separator) && (typeof char !== 'string' || char.length !== 1))
    throw new SyntaxError('casing needs "separator.char", one character');
  const between = typeof char === 'string' ? char.replace(/[\\^$.|?*+()[\]{}/-]/g, '\\$&') : '';
  const leading = between !== '' && allowLeading === true;
  const expression =
    between === ''
      ? new RegExp(`^${part}$`)
      : new RegExp(`^${leading ? `${between}?` : ''}${part}(?:${between}${part})*$`);
  return ({ value }) => {
    if (typeof value !== 'string' || value === '' || (leading && value === char) || expression.test(value))
      return undefined;
    return [{ message: `must be in ${String(type)} case` }];
  };
};
