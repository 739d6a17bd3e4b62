// Made from src/diff/checks by `npm run generate`: do not edit.
import componentAdded from './checks/component-added.ts';
import componentRemoved from './checks/component-removed.ts';
import defaultChanged from './checks/default-changed.ts';
import descriptionChanged from './checks/description-changed.ts';
import encodingChanged from './checks/encoding-changed.ts';
import enumValueAdded from './checks/enum-value-added.ts';
import enumValueRemoved from './checks/enum-value-removed.ts';
import exampleChanged from './checks/example-changed.ts';
import extensibleEnumValueAdded from './checks/extensible-enum-value-added.ts';
import extensibleEnumValueRemoved from './checks/extensible-enum-value-removed.ts';
import extensionChanged from './checks/extension-changed.ts';
import externalDocsChanged from './checks/external-docs-changed.ts';
import headerSerializationChanged from './checks/header-serialization-changed.ts';
import infoChanged from './checks/info-changed.ts';
import linkAdded from './checks/link-added.ts';
import linkChanged from './checks/link-changed.ts';
import linkRemoved from './checks/link-removed.ts';
import mediaTypeAdded from './checks/media-type-added.ts';
import mediaTypeRangeChanged from './checks/media-type-range-changed.ts';
import mediaTypeRemoved from './checks/media-type-removed.ts';
import objectClosed from './checks/object-closed.ts';
import objectOpened from './checks/object-opened.ts';
import operationAdded from './checks/operation-added.ts';
import operationDeprecated from './checks/operation-deprecated.ts';
import operationIdChanged from './checks/operation-id-changed.ts';
import operationRemoved from './checks/operation-removed.ts';
import parameterAdded from './checks/parameter-added.ts';
import parameterDeprecated from './checks/parameter-deprecated.ts';
import parameterLocationChanged from './checks/parameter-location-changed.ts';
import parameterOptional from './checks/parameter-optional.ts';
import parameterRemoved from './checks/parameter-removed.ts';
import parameterRequired from './checks/parameter-required.ts';
import parameterSerializationChanged from './checks/parameter-serialization-changed.ts';
import propertyAccessChanged from './checks/property-access-changed.ts';
import propertyAdded from './checks/property-added.ts';
import propertyDeprecated from './checks/property-deprecated.ts';
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
import schemaContentChanged from './checks/schema-content-changed.ts';
import schemaFormatChanged from './checks/schema-format-changed.ts';
import schemaPatternChanged from './checks/schema-pattern-changed.ts';
import schemaPresenceChanged from './checks/schema-presence-changed.ts';
import schemaTypeChanged from './checks/schema-type-changed.ts';
import schemaXmlChanged from './checks/schema-xml-changed.ts';
import securityChanged from './checks/security-changed.ts';
import securitySchemeAdded from './checks/security-scheme-added.ts';
import securitySchemeChanged from './checks/security-scheme-changed.ts';
import securitySchemeRemoved from './checks/security-scheme-removed.ts';
import serverAdded from './checks/server-added.ts';
import serverRemoved from './checks/server-removed.ts';
import serverVariableChanged from './checks/server-variable-changed.ts';
import stabilityChanged from './checks/stability-changed.ts';
import sunsetChanged from './checks/sunset-changed.ts';
import sunsetMissing from './checks/sunset-missing.ts';
import sunsetTooNear from './checks/sunset-too-near.ts';
import tagsChanged from './checks/tags-changed.ts';
import type { DiffCheck } from './check.ts';

/** Every one there is, by code. */
export const diffChecks: readonly DiffCheck[] = [
  componentAdded,
  componentRemoved,
  defaultChanged,
  descriptionChanged,
  encodingChanged,
  enumValueAdded,
  enumValueRemoved,
  exampleChanged,
  extensibleEnumValueAdded,
  extensibleEnumValueRemoved,
  extensionChanged,
  externalDocsChanged,
  headerSerializationChanged,
  infoChanged,
  linkAdded,
  linkChanged,
  linkRemoved,
  mediaTypeAdded,
  mediaTypeRangeChanged,
  mediaTypeRemoved,
  objectClosed,
  objectOpened,
  operationAdded,
  operationDeprecated,
  operationIdChanged,
  operationRemoved,
  parameterAdded,
  parameterDeprecated,
  parameterLocationChanged,
  parameterOptional,
  parameterRemoved,
  parameterRequired,
  parameterSerializationChanged,
  propertyAccessChanged,
  propertyAdded,
  propertyDeprecated,
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
  schemaContentChanged,
  schemaFormatChanged,
  schemaPatternChanged,
  schemaPresenceChanged,
  schemaTypeChanged,
  schemaXmlChanged,
  securityChanged,
  securitySchemeAdded,
  securitySchemeChanged,
  securitySchemeRemoved,
  serverAdded,
  serverRemoved,
  serverVariableChanged,
  stabilityChanged,
  sunsetChanged,
  sunsetMissing,
  sunsetTooNear,
  tagsChanged,
];
