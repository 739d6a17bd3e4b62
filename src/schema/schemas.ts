import type { SchemaSite } from '../openapi/model.ts';
import type { Judgement, Uncompilable } from './violation.ts';

/** The schemas of one description, compiled when first needed and kept. */
export interface Schemas {
  /** Takes a schema and a value; gives whether the value is what the schema says in that direction. Never throws. */
  judge(site: SchemaSite, value: unknown): Judgement;
  /** As `judge`, without the words for what is wrong: which cost more than finding out. */
  accepts(site: SchemaSite, value: unknown): boolean | Uncompilable;
  /** Takes a schema; gives why it cannot be judged with, whatever `$ref`s lead to included; undefined if it can. */
  check(site: SchemaSite): Uncompilable | undefined;
}
