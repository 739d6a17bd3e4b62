import type { Converted, SchemaError } from '../converted.ts';

/** A keyword of ours: takes its value and the schema around it; gives what finds the errors of a value. */
export type KeywordCompiler<V> = (
  value: V,
  parent: Converted,
) => (data: unknown) => readonly SchemaError[] | undefined;

/** A keyword of ours as it is kept, its value's type forgotten: conversion has seen to that. */
export interface OwnKeyword {
  readonly name: string;
  /** The type of value that it looks at; undefined for any. */
  readonly type: 'array' | 'object' | 'number' | 'string' | undefined;
  readonly compile: KeywordCompiler<never>;
}

/** Adds a keyword to those that schemas are judged by. */
export type AddKeyword = <V>(
  keyword: string,
  type: 'array' | 'object' | 'number' | undefined,
  compile: KeywordCompiler<V>,
) => void;
