import { createRequire } from 'node:module';
import type { AST, RegExpParser } from '@eslint-community/regexpp';

const require = createRequire(import.meta.url);
let parser: RegExpParser | undefined;

/** A pattern taken apart, or what is wrong with it and at which of its characters, counting from 1. */
export type ParsedPattern =
  | { readonly kind: 'parsed'; readonly ast: AST.Pattern; readonly flags: 'u' | '' }
  | { readonly kind: 'faulty'; readonly reason: string; readonly at: number | undefined };

/**
 * Takes a pattern (ECMA-262, with `u` where it can be read so); gives its parts. The parser is loaded with the first
 * pattern that is asked about.
 */
export function takeApart(source: string): ParsedPattern {
  const regexpp = require('@eslint-community/regexpp') as typeof import('@eslint-community/regexpp');
  parser ??= new regexpp.RegExpParser({ ecmaVersion: 2024 });
  let fault: unknown;
  for (const unicode of [true, false]) {
    try {
      const ast = parser.parsePattern(source, 0, source.length, { unicode });
      return { kind: 'parsed', ast, flags: unicode ? 'u' : '' };
    } catch (error) {
      fault = error;
    }
  }
  const message = fault instanceof Error ? fault.message : String(fault);
  const at = fault instanceof regexpp.RegExpSyntaxError ? fault.index + 1 : undefined;
  return { kind: 'faulty', reason: message.replace(/^Invalid regular expression: .*\/[a-z]*: /s, ''), at };
}
