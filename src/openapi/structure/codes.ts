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
}

/** Of every code, its text. */
export const structureCodes: Readonly<Record<StructureCode, StructureCodeText>> = {
  'field-unknown': {
    severity: 'error',
    summary: 'Use the fields that the specification names, or extensions that start with x-.',
    why: 'Tools pass over a field that they do not know: what it was meant to say is not said.',
    fix: 'Correct the spelling, remove the field, or make it an extension by starting its name with x-.',
  },
  'field-misplaced': {
    severity: 'error',
    summary: 'Write each field in the object, and the version of OpenAPI, that it belongs to.',
    why: 'A field that is right elsewhere has no effect where it stands, though it reads as if it had.',
    fix: 'Move the field to where it belongs, or write it as the declared version of OpenAPI does.',
  },
  'field-missing': {
    severity: 'error',
    summary: 'Give every field that the specification requires.',
    why: 'Tools refuse the object, or fill the gap each in its own way.',
    fix: 'Add the field.',
  },
  'field-type-mismatch': {
    severity: 'error',
    summary: 'Give each field a value of its type.',
    why: 'Tools refuse the value, or convert it each in its own way.',
    fix: 'Write the value in the expected type; in YAML, put quotes around texts that look like numbers or booleans.',
  },
  'field-value-invalid': {
    severity: 'error',
    summary: 'Give each field a value that the specification allows.',
    why: 'Tools refuse the value, or fall back to a default.',
    fix: 'Use one of the values that the specification allows.',
  },
  'field-conflict': {
    severity: 'error',
    summary: 'Do not use fields together that exclude each other.',
    why: 'Tools choose one of the fields, and not all the same one.',
    fix: 'Keep the field that says what is meant, and remove the other.',
  },
  'keyword-unknown': {
    severity: 'warning',
    summary: 'Use schema keywords that the dialect knows.',
    why: 'JSON Schema passes over unknown keywords, so one that is misspelt or of another version constrains nothing.',
    fix: 'Correct the spelling, write it as this version does, or start the name with x- if the keyword is your own.',
  },
  'ref-misplaced': {
    severity: 'error',
    summary: 'Use $ref only where the specification allows a reference.',
    why: 'Tools that follow the specification take the $ref for an unknown field, and the object for empty.',
    fix: 'Write the object here, or move the reference to the nearest place that may hold one.',
  },
  'ref-kind-mismatch': {
    severity: 'error',
    summary: 'Refer to an object of the kind that is expected.',
    why: 'What stands behind the reference is read as something that it is not.',
    fix: 'Refer to an object of the right kind.',
  },
};
