import { fieldExplanations } from './explanations/fields.ts';
import { referenceExplanations } from './explanations/references.ts';

/** What can be wrong with the structure of a description. One list, so that lint can make a rule of each. */
export type StructureCode =
  | 'field-unknown'
  | 'field-misplaced'
  | 'field-missing'
  | 'field-type-mismatch'
  | 'field-value-invalid'
  | 'field-conflict'
  | 'keyword-unknown'
  | 'ref-misplaced'
  | 'ref-kind-mismatch';

/** The text that a rule made of a code needs. */
export interface StructureCodeText {
  readonly severity: 'error' | 'warning';
  /** One imperative sentence. */
  readonly summary: string;
  /** What goes wrong for whom if it stays. */
  readonly why: string;
  /** How to mend it. */
  readonly fix: string;
  /** Ids of the same concept in other tools. */
  readonly aliases?: readonly string[];
  /** The section of the specification that it rests on. */
  readonly section: string;
  /** A small document that has the finding. */
  readonly bad: string;
  /** The same document without it. */
  readonly good: string;
}

/** Of every code, its text. */
export const structureCodes: Readonly<Record<StructureCode, StructureCodeText>> = {
  ...fieldExplanations,
  ...referenceExplanations,
};
