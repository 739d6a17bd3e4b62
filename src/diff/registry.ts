// Made from src/diff/checks by `npm run generate`: do not edit.
import enumValueAdded from './checks/enum-value-added.ts';
import enumValueRemoved from './checks/enum-value-removed.ts';
import extensibleEnumValueRemoved from './checks/extensible-enum-value-removed.ts';
import mediaTypeAdded from './checks/media-type-added.ts';
import mediaTypeRemoved from './checks/media-type-removed.ts';
import objectClosed from './checks/object-closed.ts';
import objectOpened from './checks/object-opened.ts';
import operationAdded from './checks/operation-added.ts';
import operationDeprecated from './checks/operation-deprecated.ts';
import operationIdChanged from './checks/operation-id-changed.ts';
import operationRemoved from './checks/operation-removed.ts';
import parameterAdded from './checks/parameter-added.ts';
import parameterOptional from './checks/parameter-optional.ts';
import parameterRemoved from './checks/parameter-removed.ts';
import parameterRequired from './checks/parameter-required.ts';
import parameterSerializationChanged from './checks/parameter-serialization-changed.ts';
import propertyAdded from './checks/property-added.ts';
import propertyOptional from './checks/property-optional.ts';
import propertyRemoved from './checks/property-removed.ts';
import propertyRequired from './checks/property-required.ts';
import requestBodyChanged from './checks/request-body-changed.ts';
import requestBodyRequired from './checks/request-body-required.ts';
import responseAdded from './checks/response-added.ts';
import responseHeaderAdded from './checks/response-header-added.ts';
import responseHeaderRemoved from './checks/response-header-removed.ts';
import responseRemoved from './checks/response-removed.ts';
import schemaAlternativesChanged from './checks/schema-alternatives-changed.ts';
import schemaBoundChanged from './checks/schema-bound-changed.ts';
import schemaChanged from './checks/schema-changed.ts';
import schemaFormatChanged from './checks/schema-format-changed.ts';
import schemaPatternChanged from './checks/schema-pattern-changed.ts';
import schemaTypeChanged from './checks/schema-type-changed.ts';
import securityChanged from './checks/security-changed.ts';
import stabilityDecreased from './checks/stability-decreased.ts';
import sunsetEarlier from './checks/sunset-earlier.ts';
import sunsetInvalid from './checks/sunset-invalid.ts';
import sunsetMissing from './checks/sunset-missing.ts';
import sunsetTooNear from './checks/sunset-too-near.ts';
import type { DiffCheck } from './check.ts';

/** Every one there is, by code. */
export const diffChecks: readonly DiffCheck[] = [
  enumValueAdded,
  enumValueRemoved,
  extensibleEnumValueRemoved,
  mediaTypeAdded,
  mediaTypeRemoved,
  objectClosed,
  objectOpened,
  operationAdded,
  operationDeprecated,
  operationIdChanged,
  operationRemoved,
  parameterAdded,
  parameterOptional,
  parameterRemoved,
  parameterRequired,
  parameterSerializationChanged,
  propertyAdded,
  propertyOptional,
  propertyRemoved,
  propertyRequired,
  requestBodyChanged,
  requestBodyRequired,
  responseAdded,
  responseHeaderAdded,
  responseHeaderRemoved,
  responseRemoved,
  schemaAlternativesChanged,
  schemaBoundChanged,
  schemaChanged,
  schemaFormatChanged,
  schemaPatternChanged,
  schemaTypeChanged,
  securityChanged,
  stabilityDecreased,
  sunsetEarlier,
  sunsetInvalid,
  sunsetMissing,
  sunsetTooNear,
];
