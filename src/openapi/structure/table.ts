import type { OpenApiVersion } from '../model.ts';
import { inRange, type VersionRange } from '../version.ts';
import type { Field, FieldType, ObjectSpec, PatternedField } from './field.ts';
import type { ObjectKind } from './kinds.ts';
import { descriptionTables } from './tables/description.ts';
import { messageTables } from './tables/messages.ts';
import { pathTables } from './tables/paths.ts';
import { schemaTables } from './tables/schema.ts';
import { securityTables } from './tables/security.ts';

/** Of every kind of object, what the specification says in all its versions. */
export const objectSpecs: Readonly<Record<ObjectKind, ObjectSpec>> = {
  ...descriptionTables,
  ...pathTables,
  ...messageTables,
  ...schemaTables,
  ...securityTables,
};

/** What one version says of one kind of object. */
export interface ObjectTable {
  readonly kind: ObjectKind;
  readonly title: string;
  readonly fields: ReadonlyMap<string, FieldType>;
  readonly required: readonly string[];
  readonly patterned: PatternedField | undefined;
  readonly extensible: boolean;
  readonly open: boolean;
  readonly reference: boolean;
}

/** What one version says of all of them. */
export type StructureTable = Readonly<Record<ObjectKind, ObjectTable>>;

const compiled = new Map<OpenApiVersion, StructureTable>();

/** Takes a version; gives its structure, made when first asked for. */
export function structureOf(version: OpenApiVersion): StructureTable {
  const known = compiled.get(version);
  if (known) return known;
  const entries = Object.entries(objectSpecs).map(([kind, spec]) => [
    kind,
    compile(kind as ObjectKind, spec, version),
  ]);
  const table = Object.fromEntries(entries) as StructureTable;
  compiled.set(version, table);
  return table;
}

/** Takes a field of a table; gives its forms in the various versions. */
export function fieldForms(field: Field | readonly Field[]): readonly Field[] {
  return 'type' in field ? [field] : field;
}

function compile(kind: ObjectKind, spec: ObjectSpec, version: OpenApiVersion): ObjectTable {
  const fields = new Map<string, FieldType>();
  const required: string[] = [];
  for (const [name, field] of Object.entries(spec.fields)) {
    const form = fieldForms(field).find((each) => inRange(version, each));
    if (!form) continue;
    fields.set(name, form.type);
    if (form.required === true || (form.required !== undefined && inRange(version, form.required))) {
      required.push(name);
    }
  }
  return {
    kind,
    title: spec.title,
    fields,
    required,
    patterned: spec.patterned?.find((each) => inRange(version, each)),
    extensible: spec.extensible !== false,
    open: allowed(version, spec.open),
    reference: allowed(version, spec.reference),
  };
}

function allowed(version: OpenApiVersion, range: VersionRange | undefined): boolean {
  return range !== undefined && inRange(version, range);
}
