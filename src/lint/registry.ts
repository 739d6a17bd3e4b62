// Made from src/lint/rules by `npm run generate`: do not edit.
import componentUnused from './rules/component-unused.ts';
import defaultInvalid from './rules/default-invalid.ts';
import discriminatorMappingUnresolved from './rules/discriminator-mapping-unresolved.ts';
import discriminatorPropertyMissing from './rules/discriminator-property-missing.ts';
import enumValueSpellingMixed from './rules/enum-value-spelling-mixed.ts';
import errorShapeOutlier from './rules/error-shape-outlier.ts';
import exampleInvalid from './rules/example-invalid.ts';
import filterEnumIncomplete from './rules/filter-enum-incomplete.ts';
import filterNameMismatch from './rules/filter-name-mismatch.ts';
import headerParameterIgnored from './rules/header-parameter-ignored.ts';
import linkOperationUnresolved from './rules/link-operation-unresolved.ts';
import linkParameterUndefined from './rules/link-parameter-undefined.ts';
import listEnvelopeOutlier from './rules/list-envelope-outlier.ts';
import mediaTypeMalformed from './rules/media-type-malformed.ts';
import operationIdUnique from './rules/operation-id-unique.ts';
import operationIdVerbOutlier from './rules/operation-id-verb-outlier.ts';
import operationSuccessResponse from './rules/operation-success-response.ts';
import paginationParameterOutlier from './rules/pagination-parameter-outlier.ts';
import parameterDuplicate from './rules/parameter-duplicate.ts';
import parameterStyleMismatch from './rules/parameter-style-mismatch.ts';
import parameterTypeOutlier from './rules/parameter-type-outlier.ts';
import pathDuplicate from './rules/path-duplicate.ts';
import pathParameterNameOutlier from './rules/path-parameter-name-outlier.ts';
import pathParameterUndeclared from './rules/path-parameter-undeclared.ts';
import pathParameterUnused from './rules/path-parameter-unused.ts';
import propertyTypeOutlier from './rules/property-type-outlier.ts';
import refSiblingIgnored from './rules/ref-sibling-ignored.ts';
import requestBodyIgnored from './rules/request-body-ignored.ts';
import resourceEnvelopeOutlier from './rules/resource-envelope-outlier.ts';
import responseBodyForbidden from './rules/response-body-forbidden.ts';
import responseStatusOutlier from './rules/response-status-outlier.ts';
import retryAfterMissing from './rules/retry-after-missing.ts';
import runtimeExpressionInvalid from './rules/runtime-expression-invalid.ts';
import schemaAccessConflict from './rules/schema-access-conflict.ts';
import schemaBoundsCrossed from './rules/schema-bounds-crossed.ts';
import schemaEnumDuplicate from './rules/schema-enum-duplicate.ts';
import schemaEnumType from './rules/schema-enum-type.ts';
import schemaFormatMisspelt from './rules/schema-format-misspelt.ts';
import schemaFormatType from './rules/schema-format-type.ts';
import schemaKeywordType from './rules/schema-keyword-type.ts';
import schemaRequiredUndeclared from './rules/schema-required-undeclared.ts';
import schemaUncompilable from './rules/schema-uncompilable.ts';
import schemaUnsatisfiable from './rules/schema-unsatisfiable.ts';
import securityOptional from './rules/security-optional.ts';
import securitySchemeUndefined from './rules/security-scheme-undefined.ts';
import securityScopeUndefined from './rules/security-scope-undefined.ts';
import securityUrlPlainHttp from './rules/security-url-plain-http.ts';
import serverPlainHttp from './rules/server-plain-http.ts';
import serverVariableUndefined from './rules/server-variable-undefined.ts';
import type { LintRule } from './rule.ts';

/** Every one there is, by code. */
export const lintRules: readonly LintRule[] = [
  componentUnused,
  defaultInvalid,
  discriminatorMappingUnresolved,
  discriminatorPropertyMissing,
  enumValueSpellingMixed,
  errorShapeOutlier,
  exampleInvalid,
  filterEnumIncomplete,
  filterNameMismatch,
  headerParameterIgnored,
  linkOperationUnresolved,
  linkParameterUndefined,
  listEnvelopeOutlier,
  mediaTypeMalformed,
  operationIdUnique,
  operationIdVerbOutlier,
  operationSuccessResponse,
  paginationParameterOutlier,
  parameterDuplicate,
  parameterStyleMismatch,
  parameterTypeOutlier,
  pathDuplicate,
  pathParameterNameOutlier,
  pathParameterUndeclared,
  pathParameterUnused,
  propertyTypeOutlier,
  refSiblingIgnored,
  requestBodyIgnored,
  resourceEnvelopeOutlier,
  responseBodyForbidden,
  responseStatusOutlier,
  retryAfterMissing,
  runtimeExpressionInvalid,
  schemaAccessConflict,
  schemaBoundsCrossed,
  schemaEnumDuplicate,
  schemaEnumType,
  schemaFormatMisspelt,
  schemaFormatType,
  schemaKeywordType,
  schemaRequiredUndeclared,
  schemaUncompilable,
  schemaUnsatisfiable,
  securityOptional,
  securitySchemeUndefined,
  securityScopeUndefined,
  securityUrlPlainHttp,
  serverPlainHttp,
  serverVariableUndefined,
];
