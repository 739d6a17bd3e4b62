// Made from src/lint/rules by `npm run generate`: do not edit.
import componentDescription from './rules/component-description.ts';
import componentNameUnique from './rules/component-name-unique.ts';
import componentUnused from './rules/component-unused.ts';
import contactIncomplete from './rules/contact-incomplete.ts';
import defaultInvalid from './rules/default-invalid.ts';
import deprecationUnexplained from './rules/deprecation-unexplained.ts';
import descriptionDuplicate from './rules/description-duplicate.ts';
import descriptionPlaceholder from './rules/description-placeholder.ts';
import descriptionRepeatsName from './rules/description-repeats-name.ts';
import discriminatorMappingUnresolved from './rules/discriminator-mapping-unresolved.ts';
import discriminatorPropertyMissing from './rules/discriminator-property-missing.ts';
import enumCasing from './rules/enum-casing.ts';
import enumValueSpellingMixed from './rules/enum-value-spelling-mixed.ts';
import errorShapeOutlier from './rules/error-shape-outlier.ts';
import exampleInvalid from './rules/example-invalid.ts';
import exampleMissing from './rules/example-missing.ts';
import filterEnumIncomplete from './rules/filter-enum-incomplete.ts';
import filterNameMismatch from './rules/filter-name-mismatch.ts';
import headerCasing from './rules/header-casing.ts';
import headerParameterIgnored from './rules/header-parameter-ignored.ts';
import infoContact from './rules/info-contact.ts';
import infoDescription from './rules/info-description.ts';
import infoLicense from './rules/info-license.ts';
import infoVersionFormat from './rules/info-version-format.ts';
import licenseUrl from './rules/license-url.ts';
import linkOperationUnresolved from './rules/link-operation-unresolved.ts';
import linkParameterUndefined from './rules/link-parameter-undefined.ts';
import listEnvelopeOutlier from './rules/list-envelope-outlier.ts';
import markdownEval from './rules/markdown-eval.ts';
import markdownScript from './rules/markdown-script.ts';
import mediaTypeMalformed from './rules/media-type-malformed.ts';
import operationDescription from './rules/operation-description.ts';
import operationIdCasing from './rules/operation-id-casing.ts';
import operationIdMissing from './rules/operation-id-missing.ts';
import operationIdUnique from './rules/operation-id-unique.ts';
import operationIdUrlSafe from './rules/operation-id-url-safe.ts';
import operationIdVerbOutlier from './rules/operation-id-verb-outlier.ts';
import operationOrder from './rules/operation-order.ts';
import operationSingularTag from './rules/operation-singular-tag.ts';
import operationSuccessResponse from './rules/operation-success-response.ts';
import operationSummary from './rules/operation-summary.ts';
import operationSummaryStyle from './rules/operation-summary-style.ts';
import operationTagUndeclared from './rules/operation-tag-undeclared.ts';
import operationTags from './rules/operation-tags.ts';
import paginationMissing from './rules/pagination-missing.ts';
import paginationParameterOutlier from './rules/pagination-parameter-outlier.ts';
import parameterBooleanPrefix from './rules/parameter-boolean-prefix.ts';
import parameterConflict from './rules/parameter-conflict.ts';
import parameterDescription from './rules/parameter-description.ts';
import parameterDuplicate from './rules/parameter-duplicate.ts';
import parameterStyleMismatch from './rules/parameter-style-mismatch.ts';
import parameterTypeOutlier from './rules/parameter-type-outlier.ts';
import pathBaseRepeated from './rules/path-base-repeated.ts';
import pathCasing from './rules/path-casing.ts';
import pathDepth from './rules/path-depth.ts';
import pathDuplicate from './rules/path-duplicate.ts';
import pathFileExtension from './rules/path-file-extension.ts';
import pathItemConflict from './rules/path-item-conflict.ts';
import pathParameterCasing from './rules/path-parameter-casing.ts';
import pathParameterNameOutlier from './rules/path-parameter-name-outlier.ts';
import pathParameterUndeclared from './rules/path-parameter-undeclared.ts';
import pathParameterUnused from './rules/path-parameter-unused.ts';
import pathSegmentPlural from './rules/path-segment-plural.ts';
import pathTemplateMalformed from './rules/path-template-malformed.ts';
import pathVerb from './rules/path-verb.ts';
import pathVersion from './rules/path-version.ts';
import propertyArrayPlural from './rules/property-array-plural.ts';
import propertyCasing from './rules/property-casing.ts';
import propertyDateTimeSuffix from './rules/property-date-time-suffix.ts';
import propertyDescription from './rules/property-description.ts';
import propertyExample from './rules/property-example.ts';
import propertyTypeOutlier from './rules/property-type-outlier.ts';
import queryParameterCasing from './rules/query-parameter-casing.ts';
import refSiblingIgnored from './rules/ref-sibling-ignored.ts';
import requestBodyIgnored from './rules/request-body-ignored.ts';
import resourceEnvelopeOutlier from './rules/resource-envelope-outlier.ts';
import responseArray from './rules/response-array.ts';
import responseBodyForbidden from './rules/response-body-forbidden.ts';
import responseDescription from './rules/response-description.ts';
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
import schemaNameCasing from './rules/schema-name-casing.ts';
import schemaRequiredUndeclared from './rules/schema-required-undeclared.ts';
import schemaUncompilable from './rules/schema-uncompilable.ts';
import schemaUnsatisfiable from './rules/schema-unsatisfiable.ts';
import securityOptional from './rules/security-optional.ts';
import securitySchemeUndefined from './rules/security-scheme-undefined.ts';
import securityScopeUndefined from './rules/security-scope-undefined.ts';
import securityUrlPlainHttp from './rules/security-url-plain-http.ts';
import serverDescription from './rules/server-description.ts';
import serverPlainHttp from './rules/server-plain-http.ts';
import serverVariableDefaultInvalid from './rules/server-variable-default-invalid.ts';
import serverVariableUndefined from './rules/server-variable-undefined.ts';
import serverVariableUnused from './rules/server-variable-unused.ts';
import tagDescription from './rules/tag-description.ts';
import tagDuplicate from './rules/tag-duplicate.ts';
import tagListMissing from './rules/tag-list-missing.ts';
import tagOrder from './rules/tag-order.ts';
import tagParentCircular from './rules/tag-parent-circular.ts';
import tagParentUndefined from './rules/tag-parent-undefined.ts';
import tagUnused from './rules/tag-unused.ts';
import type { LintRule } from './rule.ts';

/** Every one there is, by code. */
export const lintRules: readonly LintRule[] = [
  componentDescription,
  componentNameUnique,
  componentUnused,
  contactIncomplete,
  defaultInvalid,
  deprecationUnexplained,
  descriptionDuplicate,
  descriptionPlaceholder,
  descriptionRepeatsName,
  discriminatorMappingUnresolved,
  discriminatorPropertyMissing,
  enumCasing,
  enumValueSpellingMixed,
  errorShapeOutlier,
  exampleInvalid,
  exampleMissing,
  filterEnumIncomplete,
  filterNameMismatch,
  headerCasing,
  headerParameterIgnored,
  infoContact,
  infoDescription,
  infoLicense,
  infoVersionFormat,
  licenseUrl,
  linkOperationUnresolved,
  linkParameterUndefined,
  listEnvelopeOutlier,
  markdownEval,
  markdownScript,
  mediaTypeMalformed,
  operationDescription,
  operationIdCasing,
  operationIdMissing,
  operationIdUnique,
  operationIdUrlSafe,
  operationIdVerbOutlier,
  operationOrder,
  operationSingularTag,
  operationSuccessResponse,
  operationSummary,
  operationSummaryStyle,
  operationTagUndeclared,
  operationTags,
  paginationMissing,
  paginationParameterOutlier,
  parameterBooleanPrefix,
  parameterConflict,
  parameterDescription,
  parameterDuplicate,
  parameterStyleMismatch,
  parameterTypeOutlier,
  pathBaseRepeated,
  pathCasing,
  pathDepth,
  pathDuplicate,
  pathFileExtension,
  pathItemConflict,
  pathParameterCasing,
  pathParameterNameOutlier,
  pathParameterUndeclared,
  pathParameterUnused,
  pathSegmentPlural,
  pathTemplateMalformed,
  pathVerb,
  pathVersion,
  propertyArrayPlural,
  propertyCasing,
  propertyDateTimeSuffix,
  propertyDescription,
  propertyExample,
  propertyTypeOutlier,
  queryParameterCasing,
  refSiblingIgnored,
  requestBodyIgnored,
  resourceEnvelopeOutlier,
  responseArray,
  responseBodyForbidden,
  responseDescription,
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
  schemaNameCasing,
  schemaRequiredUndeclared,
  schemaUncompilable,
  schemaUnsatisfiable,
  securityOptional,
  securitySchemeUndefined,
  securityScopeUndefined,
  securityUrlPlainHttp,
  serverDescription,
  serverPlainHttp,
  serverVariableDefaultInvalid,
  serverVariableUndefined,
  serverVariableUnused,
  tagDescription,
  tagDuplicate,
  tagListMissing,
  tagOrder,
  tagParentCircular,
  tagParentUndefined,
  tagUnused,
];
