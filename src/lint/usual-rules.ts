// Made from src/lint/rules by `npm run generate`: do not edit.
import componentUnused from './rules/component-unused.ts';
import defaultInvalid from './rules/default-invalid.ts';
import descriptionPlaceholder from './rules/description-placeholder.ts';
import discriminatorAlternativeInline from './rules/discriminator-alternative-inline.ts';
import discriminatorMappingMismatch from './rules/discriminator-mapping-mismatch.ts';
import discriminatorMappingUnresolved from './rules/discriminator-mapping-unresolved.ts';
import discriminatorPropertyMissing from './rules/discriminator-property-missing.ts';
import discriminatorPropertyType from './rules/discriminator-property-type.ts';
import encodingIgnored from './rules/encoding-ignored.ts';
import encodingPropertyUnknown from './rules/encoding-property-unknown.ts';
import enumValueSpellingMixed from './rules/enum-value-spelling-mixed.ts';
import errorShapeOutlier from './rules/error-shape-outlier.ts';
import exampleInvalid from './rules/example-invalid.ts';
import filterEnumIncomplete from './rules/filter-enum-incomplete.ts';
import filterNameMismatch from './rules/filter-name-mismatch.ts';
import formConsumesMissing from './rules/form-consumes-missing.ts';
import headerParameterIgnored from './rules/header-parameter-ignored.ts';
import linkOperationUnresolved from './rules/link-operation-unresolved.ts';
import linkParameterUndefined from './rules/link-parameter-undefined.ts';
import listEnvelopeOutlier from './rules/list-envelope-outlier.ts';
import markdownEval from './rules/markdown-eval.ts';
import markdownScript from './rules/markdown-script.ts';
import mediaTypeMalformed from './rules/media-type-malformed.ts';
import operationIdUnique from './rules/operation-id-unique.ts';
import operationIdUrlSafe from './rules/operation-id-url-safe.ts';
import operationSuccessResponse from './rules/operation-success-response.ts';
import operationTagUndeclared from './rules/operation-tag-undeclared.ts';
import paginationParameterOutlier from './rules/pagination-parameter-outlier.ts';
import parameterConflict from './rules/parameter-conflict.ts';
import parameterCredentialsInUrl from './rules/parameter-credentials-in-url.ts';
import parameterDuplicate from './rules/parameter-duplicate.ts';
import parameterStyleMismatch from './rules/parameter-style-mismatch.ts';
import parameterTypeOutlier from './rules/parameter-type-outlier.ts';
import parameterValueNested from './rules/parameter-value-nested.ts';
import pathBaseRepeated from './rules/path-base-repeated.ts';
import pathDuplicate from './rules/path-duplicate.ts';
import pathItemConflict from './rules/path-item-conflict.ts';
import pathParameterUndeclared from './rules/path-parameter-undeclared.ts';
import pathParameterUnused from './rules/path-parameter-unused.ts';
import pathQuery from './rules/path-query.ts';
import pathTemplateMalformed from './rules/path-template-malformed.ts';
import propertyTypeOutlier from './rules/property-type-outlier.ts';
import refSiblingIgnored from './rules/ref-sibling-ignored.ts';
import requestBodyIgnored from './rules/request-body-ignored.ts';
import resourceEnvelopeOutlier from './rules/resource-envelope-outlier.ts';
import responseBodyForbidden from './rules/response-body-forbidden.ts';
import responseHeaderIgnored from './rules/response-header-ignored.ts';
import responseStatusOutlier from './rules/response-status-outlier.ts';
import retryAfterMissing from './rules/retry-after-missing.ts';
import runtimeExpressionInvalid from './rules/runtime-expression-invalid.ts';
import runtimeExpressionUndeclared from './rules/runtime-expression-undeclared.ts';
import schemaAccessConflict from './rules/schema-access-conflict.ts';
import schemaBoundsCrossed from './rules/schema-bounds-crossed.ts';
import schemaEnumDuplicate from './rules/schema-enum-duplicate.ts';
import schemaEnumType from './rules/schema-enum-type.ts';
import schemaFormatMisspelt from './rules/schema-format-misspelt.ts';
import schemaFormatType from './rules/schema-format-type.ts';
import schemaKeywordType from './rules/schema-keyword-type.ts';
import schemaOneOfUnreachable from './rules/schema-one-of-unreachable.ts';
import schemaPatternSlow from './rules/schema-pattern-slow.ts';
import schemaRequiredUndeclared from './rules/schema-required-undeclared.ts';
import schemaUncompilable from './rules/schema-uncompilable.ts';
import schemaUnsatisfiable from './rules/schema-unsatisfiable.ts';
import securityForgotten from './rules/security-forgotten.ts';
import securityHttpSchemeUnknown from './rules/security-http-scheme-unknown.ts';
import securityOptional from './rules/security-optional.ts';
import securitySchemeUndefined from './rules/security-scheme-undefined.ts';
import securityScopeMeaningless from './rules/security-scope-meaningless.ts';
import securityScopeUndefined from './rules/security-scope-undefined.ts';
import securityUrlPlainHttp from './rules/security-url-plain-http.ts';
import serverPlainHttp from './rules/server-plain-http.ts';
import serverUrlCredentials from './rules/server-url-credentials.ts';
import serverVariableDefaultInvalid from './rules/server-variable-default-invalid.ts';
import serverVariableUndefined from './rules/server-variable-undefined.ts';
import serverVariableUnused from './rules/server-variable-unused.ts';
import streamSchemaMismatch from './rules/stream-schema-mismatch.ts';
import tagDuplicate from './rules/tag-duplicate.ts';
import tagParentCircular from './rules/tag-parent-circular.ts';
import tagParentUndefined from './rules/tag-parent-undefined.ts';
import tagUnused from './rules/tag-unused.ts';
import xmlFlagDeprecated from './rules/xml-flag-deprecated.ts';
import type { LintRule } from './rule.ts';

/** Those that are on where nobody says otherwise, by code: most runs load no others. */
export const usualRules: readonly LintRule[] = [
  componentUnused,
  defaultInvalid,
  descriptionPlaceholder,
  discriminatorAlternativeInline,
  discriminatorMappingMismatch,
  discriminatorMappingUnresolved,
  discriminatorPropertyMissing,
  discriminatorPropertyType,
  encodingIgnored,
  encodingPropertyUnknown,
  enumValueSpellingMixed,
  errorShapeOutlier,
  exampleInvalid,
  filterEnumIncomplete,
  filterNameMismatch,
  formConsumesMissing,
  headerParameterIgnored,
  linkOperationUnresolved,
  linkParameterUndefined,
  listEnvelopeOutlier,
  markdownEval,
  markdownScript,
  mediaTypeMalformed,
  operationIdUnique,
  operationIdUrlSafe,
  operationSuccessResponse,
  operationTagUndeclared,
  paginationParameterOutlier,
  parameterConflict,
  parameterCredentialsInUrl,
  parameterDuplicate,
  parameterStyleMismatch,
  parameterTypeOutlier,
  parameterValueNested,
  pathBaseRepeated,
  pathDuplicate,
  pathItemConflict,
  pathParameterUndeclared,
  pathParameterUnused,
  pathQuery,
  pathTemplateMalformed,
  propertyTypeOutlier,
  refSiblingIgnored,
  requestBodyIgnored,
  resourceEnvelopeOutlier,
  responseBodyForbidden,
  responseHeaderIgnored,
  responseStatusOutlier,
  retryAfterMissing,
  runtimeExpressionInvalid,
  runtimeExpressionUndeclared,
  schemaAccessConflict,
  schemaBoundsCrossed,
  schemaEnumDuplicate,
  schemaEnumType,
  schemaFormatMisspelt,
  schemaFormatType,
  schemaKeywordType,
  schemaOneOfUnreachable,
  schemaPatternSlow,
  schemaRequiredUndeclared,
  schemaUncompilable,
  schemaUnsatisfiable,
  securityForgotten,
  securityHttpSchemeUnknown,
  securityOptional,
  securitySchemeUndefined,
  securityScopeMeaningless,
  securityScopeUndefined,
  securityUrlPlainHttp,
  serverPlainHttp,
  serverUrlCredentials,
  serverVariableDefaultInvalid,
  serverVariableUndefined,
  serverVariableUnused,
  streamSchemaMismatch,
  tagDuplicate,
  tagParentCircular,
  tagParentUndefined,
  tagUnused,
  xmlFlagDeprecated,
];
