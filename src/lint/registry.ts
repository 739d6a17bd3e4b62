// Made from src/lint/rules by `npm run generate`: do not edit.
import callbackNested from './rules/callback-nested.ts';
import componentDescription from './rules/component-description.ts';
import componentNameUnique from './rules/component-name-unique.ts';
import componentUnused from './rules/component-unused.ts';
import contactIncomplete from './rules/contact-incomplete.ts';
import corsOriginMissing from './rules/cors-origin-missing.ts';
import defaultInvalid from './rules/default-invalid.ts';
import deprecationUnexplained from './rules/deprecation-unexplained.ts';
import descriptionDuplicate from './rules/description-duplicate.ts';
import descriptionPlaceholder from './rules/description-placeholder.ts';
import descriptionRepeatsName from './rules/description-repeats-name.ts';
import discriminatorAlternativeInline from './rules/discriminator-alternative-inline.ts';
import discriminatorMappingMismatch from './rules/discriminator-mapping-mismatch.ts';
import discriminatorMappingMissing from './rules/discriminator-mapping-missing.ts';
import discriminatorMappingUnresolved from './rules/discriminator-mapping-unresolved.ts';
import discriminatorPropertyMissing from './rules/discriminator-property-missing.ts';
import discriminatorPropertyType from './rules/discriminator-property-type.ts';
import encodingIgnored from './rules/encoding-ignored.ts';
import encodingPropertyUnknown from './rules/encoding-property-unknown.ts';
import enumCasing from './rules/enum-casing.ts';
import enumValueSpellingMixed from './rules/enum-value-spelling-mixed.ts';
import errorShapeOutlier from './rules/error-shape-outlier.ts';
import exampleInvalid from './rules/example-invalid.ts';
import exampleMissing from './rules/example-missing.ts';
import filterEnumIncomplete from './rules/filter-enum-incomplete.ts';
import filterNameMismatch from './rules/filter-name-mismatch.ts';
import formConsumesMissing from './rules/form-consumes-missing.ts';
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
import mediaTypeDisallowed from './rules/media-type-disallowed.ts';
import mediaTypeMalformed from './rules/media-type-malformed.ts';
import mediaTypeSchemaMissing from './rules/media-type-schema-missing.ts';
import operationDescription from './rules/operation-description.ts';
import operationErrorResponse from './rules/operation-error-response.ts';
import operationIdCasing from './rules/operation-id-casing.ts';
import operationIdMissing from './rules/operation-id-missing.ts';
import operationIdUnique from './rules/operation-id-unique.ts';
import operationIdUrlSafe from './rules/operation-id-url-safe.ts';
import operationIdVerbOutlier from './rules/operation-id-verb-outlier.ts';
import operationOrder from './rules/operation-order.ts';
import operationRateLimitResponse from './rules/operation-rate-limit-response.ts';
import operationReadUnsecured from './rules/operation-read-unsecured.ts';
import operationServerErrorResponse from './rules/operation-server-error-response.ts';
import operationSingularTag from './rules/operation-singular-tag.ts';
import operationSuccessResponse from './rules/operation-success-response.ts';
import operationSummary from './rules/operation-summary.ts';
import operationSummaryStyle from './rules/operation-summary-style.ts';
import operationTagUndeclared from './rules/operation-tag-undeclared.ts';
import operationTags from './rules/operation-tags.ts';
import operationValidationResponse from './rules/operation-validation-response.ts';
import operationWriteUnsecured from './rules/operation-write-unsecured.ts';
import paginationMissing from './rules/pagination-missing.ts';
import paginationParameterOutlier from './rules/pagination-parameter-outlier.ts';
import parameterArrayStyleUnsaid from './rules/parameter-array-style-unsaid.ts';
import parameterBooleanPrefix from './rules/parameter-boolean-prefix.ts';
import parameterConflict from './rules/parameter-conflict.ts';
import parameterCredentialsInUrl from './rules/parameter-credentials-in-url.ts';
import parameterDefaultUnused from './rules/parameter-default-unused.ts';
import parameterDescription from './rules/parameter-description.ts';
import parameterDuplicate from './rules/parameter-duplicate.ts';
import parameterIdNumeric from './rules/parameter-id-numeric.ts';
import parameterStyleMismatch from './rules/parameter-style-mismatch.ts';
import parameterTypeOutlier from './rules/parameter-type-outlier.ts';
import parameterUrlFetched from './rules/parameter-url-fetched.ts';
import parameterValueNested from './rules/parameter-value-nested.ts';
import pathAmbiguous from './rules/path-ambiguous.ts';
import pathBaseRepeated from './rules/path-base-repeated.ts';
import pathCasing from './rules/path-casing.ts';
import pathDepth from './rules/path-depth.ts';
import pathDuplicate from './rules/path-duplicate.ts';
import pathFileExtension from './rules/path-file-extension.ts';
import pathItemConflict from './rules/path-item-conflict.ts';
import pathItemReference from './rules/path-item-reference.ts';
import pathParameterCasing from './rules/path-parameter-casing.ts';
import pathParameterNameOutlier from './rules/path-parameter-name-outlier.ts';
import pathParameterUndeclared from './rules/path-parameter-undeclared.ts';
import pathParameterUnused from './rules/path-parameter-unused.ts';
import pathQuery from './rules/path-query.ts';
import pathSegmentPlural from './rules/path-segment-plural.ts';
import pathTemplateMalformed from './rules/path-template-malformed.ts';
import pathTrailingSlash from './rules/path-trailing-slash.ts';
import pathVerb from './rules/path-verb.ts';
import pathVersion from './rules/path-version.ts';
import propertyArrayPlural from './rules/property-array-plural.ts';
import propertyCasing from './rules/property-casing.ts';
import propertyDateTimeSuffix from './rules/property-date-time-suffix.ts';
import propertyDescription from './rules/property-description.ts';
import propertyExample from './rules/property-example.ts';
import propertyNameCollision from './rules/property-name-collision.ts';
import propertyTypeOutlier from './rules/property-type-outlier.ts';
import queryParameterCasing from './rules/query-parameter-casing.ts';
import rateLimitHeaderMissing from './rules/rate-limit-header-missing.ts';
import refSiblingIgnored from './rules/ref-sibling-ignored.ts';
import requestBodyIgnored from './rules/request-body-ignored.ts';
import requestBodyOptional from './rules/request-body-optional.ts';
import resourceEnvelopeOutlier from './rules/resource-envelope-outlier.ts';
import responseArray from './rules/response-array.ts';
import responseBodyForbidden from './rules/response-body-forbidden.ts';
import responseDefaultOnly from './rules/response-default-only.ts';
import responseDescription from './rules/response-description.ts';
import responseHeaderIgnored from './rules/response-header-ignored.ts';
import responseHeaderRequired from './rules/response-header-required.ts';
import responseLocationMissing from './rules/response-location-missing.ts';
import responseProblemJson from './rules/response-problem-json.ts';
import responsePropertyRequired from './rules/response-property-required.ts';
import responseStatusOutlier from './rules/response-status-outlier.ts';
import retryAfterMissing from './rules/retry-after-missing.ts';
import runtimeExpressionInvalid from './rules/runtime-expression-invalid.ts';
import runtimeExpressionUndeclared from './rules/runtime-expression-undeclared.ts';
import schemaAccessConflict from './rules/schema-access-conflict.ts';
import schemaArrayUnlimited from './rules/schema-array-unlimited.ts';
import schemaBoundsCrossed from './rules/schema-bounds-crossed.ts';
import schemaCombinatorSingle from './rules/schema-combinator-single.ts';
import schemaEnumDuplicate from './rules/schema-enum-duplicate.ts';
import schemaEnumNullable from './rules/schema-enum-nullable.ts';
import schemaEnumType from './rules/schema-enum-type.ts';
import schemaFormatMisspelt from './rules/schema-format-misspelt.ts';
import schemaFormatType from './rules/schema-format-type.ts';
import schemaFormatUnknown from './rules/schema-format-unknown.ts';
import schemaIntegerFormatMissing from './rules/schema-integer-format-missing.ts';
import schemaIntegerUnlimited from './rules/schema-integer-unlimited.ts';
import schemaKeywordType from './rules/schema-keyword-type.ts';
import schemaNameCasing from './rules/schema-name-casing.ts';
import schemaOneOfOverlap from './rules/schema-one-of-overlap.ts';
import schemaOneOfUnreachable from './rules/schema-one-of-unreachable.ts';
import schemaPatternSlow from './rules/schema-pattern-slow.ts';
import schemaPatternUnanchored from './rules/schema-pattern-unanchored.ts';
import schemaPropertiesUnlimited from './rules/schema-properties-unlimited.ts';
import schemaPropertyUndeclared from './rules/schema-property-undeclared.ts';
import schemaRequiredUndeclared from './rules/schema-required-undeclared.ts';
import schemaStringUnlimited from './rules/schema-string-unlimited.ts';
import schemaStringUnrestricted from './rules/schema-string-unrestricted.ts';
import schemaTypeMissing from './rules/schema-type-missing.ts';
import schemaUncompilable from './rules/schema-uncompilable.ts';
import schemaUnsatisfiable from './rules/schema-unsatisfiable.ts';
import securityAdminShared from './rules/security-admin-shared.ts';
import securityApiKeyInUrl from './rules/security-api-key-in-url.ts';
import securityFlowDeprecated from './rules/security-flow-deprecated.ts';
import securityForgotten from './rules/security-forgotten.ts';
import securityHttpBasic from './rules/security-http-basic.ts';
import securityHttpSchemeUnknown from './rules/security-http-scheme-unknown.ts';
import securityJwtUndescribed from './rules/security-jwt-undescribed.ts';
import securityOptional from './rules/security-optional.ts';
import securityRefreshMissing from './rules/security-refresh-missing.ts';
import securityResponseMissing from './rules/security-response-missing.ts';
import securitySchemeOutdated from './rules/security-scheme-outdated.ts';
import securitySchemeUndefined from './rules/security-scheme-undefined.ts';
import securityScopeMeaningless from './rules/security-scope-meaningless.ts';
import securityScopeMissing from './rules/security-scope-missing.ts';
import securityScopeUndefined from './rules/security-scope-undefined.ts';
import securityUndocumented from './rules/security-undocumented.ts';
import securityUrlPlainHttp from './rules/security-url-plain-http.ts';
import serverAudienceMissing from './rules/server-audience-missing.ts';
import serverDescription from './rules/server-description.ts';
import serverEnvironmentMissing from './rules/server-environment-missing.ts';
import serverExampleHost from './rules/server-example-host.ts';
import serverMissing from './rules/server-missing.ts';
import serverPlainHttp from './rules/server-plain-http.ts';
import serverTrailingSlash from './rules/server-trailing-slash.ts';
import serverUrlCredentials from './rules/server-url-credentials.ts';
import serverVariableDefaultInvalid from './rules/server-variable-default-invalid.ts';
import serverVariableUndefined from './rules/server-variable-undefined.ts';
import serverVariableUnused from './rules/server-variable-unused.ts';
import statusUnassigned from './rules/status-unassigned.ts';
import statusUnquoted from './rules/status-unquoted.ts';
import streamSchemaMismatch from './rules/stream-schema-mismatch.ts';
import tagDescription from './rules/tag-description.ts';
import tagDuplicate from './rules/tag-duplicate.ts';
import tagListMissing from './rules/tag-list-missing.ts';
import tagOrder from './rules/tag-order.ts';
import tagParentCircular from './rules/tag-parent-circular.ts';
import tagParentUndefined from './rules/tag-parent-undefined.ts';
import tagUnused from './rules/tag-unused.ts';
import webhookServerMeaningless from './rules/webhook-server-meaningless.ts';
import xmlFlagDeprecated from './rules/xml-flag-deprecated.ts';
import type { LintRule } from './rule.ts';

/** Every one there is, by code. */
export const lintRules: readonly LintRule[] = [
  callbackNested,
  componentDescription,
  componentNameUnique,
  componentUnused,
  contactIncomplete,
  corsOriginMissing,
  defaultInvalid,
  deprecationUnexplained,
  descriptionDuplicate,
  descriptionPlaceholder,
  descriptionRepeatsName,
  discriminatorAlternativeInline,
  discriminatorMappingMismatch,
  discriminatorMappingMissing,
  discriminatorMappingUnresolved,
  discriminatorPropertyMissing,
  discriminatorPropertyType,
  encodingIgnored,
  encodingPropertyUnknown,
  enumCasing,
  enumValueSpellingMixed,
  errorShapeOutlier,
  exampleInvalid,
  exampleMissing,
  filterEnumIncomplete,
  filterNameMismatch,
  formConsumesMissing,
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
  mediaTypeDisallowed,
  mediaTypeMalformed,
  mediaTypeSchemaMissing,
  operationDescription,
  operationErrorResponse,
  operationIdCasing,
  operationIdMissing,
  operationIdUnique,
  operationIdUrlSafe,
  operationIdVerbOutlier,
  operationOrder,
  operationRateLimitResponse,
  operationReadUnsecured,
  operationServerErrorResponse,
  operationSingularTag,
  operationSuccessResponse,
  operationSummary,
  operationSummaryStyle,
  operationTagUndeclared,
  operationTags,
  operationValidationResponse,
  operationWriteUnsecured,
  paginationMissing,
  paginationParameterOutlier,
  parameterArrayStyleUnsaid,
  parameterBooleanPrefix,
  parameterConflict,
  parameterCredentialsInUrl,
  parameterDefaultUnused,
  parameterDescription,
  parameterDuplicate,
  parameterIdNumeric,
  parameterStyleMismatch,
  parameterTypeOutlier,
  parameterUrlFetched,
  parameterValueNested,
  pathAmbiguous,
  pathBaseRepeated,
  pathCasing,
  pathDepth,
  pathDuplicate,
  pathFileExtension,
  pathItemConflict,
  pathItemReference,
  pathParameterCasing,
  pathParameterNameOutlier,
  pathParameterUndeclared,
  pathParameterUnused,
  pathQuery,
  pathSegmentPlural,
  pathTemplateMalformed,
  pathTrailingSlash,
  pathVerb,
  pathVersion,
  propertyArrayPlural,
  propertyCasing,
  propertyDateTimeSuffix,
  propertyDescription,
  propertyExample,
  propertyNameCollision,
  propertyTypeOutlier,
  queryParameterCasing,
  rateLimitHeaderMissing,
  refSiblingIgnored,
  requestBodyIgnored,
  requestBodyOptional,
  resourceEnvelopeOutlier,
  responseArray,
  responseBodyForbidden,
  responseDefaultOnly,
  responseDescription,
  responseHeaderIgnored,
  responseHeaderRequired,
  responseLocationMissing,
  responseProblemJson,
  responsePropertyRequired,
  responseStatusOutlier,
  retryAfterMissing,
  runtimeExpressionInvalid,
  runtimeExpressionUndeclared,
  schemaAccessConflict,
  schemaArrayUnlimited,
  schemaBoundsCrossed,
  schemaCombinatorSingle,
  schemaEnumDuplicate,
  schemaEnumNullable,
  schemaEnumType,
  schemaFormatMisspelt,
  schemaFormatType,
  schemaFormatUnknown,
  schemaIntegerFormatMissing,
  schemaIntegerUnlimited,
  schemaKeywordType,
  schemaNameCasing,
  schemaOneOfOverlap,
  schemaOneOfUnreachable,
  schemaPatternSlow,
  schemaPatternUnanchored,
  schemaPropertiesUnlimited,
  schemaPropertyUndeclared,
  schemaRequiredUndeclared,
  schemaStringUnlimited,
  schemaStringUnrestricted,
  schemaTypeMissing,
  schemaUncompilable,
  schemaUnsatisfiable,
  securityAdminShared,
  securityApiKeyInUrl,
  securityFlowDeprecated,
  securityForgotten,
  securityHttpBasic,
  securityHttpSchemeUnknown,
  securityJwtUndescribed,
  securityOptional,
  securityRefreshMissing,
  securityResponseMissing,
  securitySchemeOutdated,
  securitySchemeUndefined,
  securityScopeMeaningless,
  securityScopeMissing,
  securityScopeUndefined,
  securityUndocumented,
  securityUrlPlainHttp,
  serverAudienceMissing,
  serverDescription,
  serverEnvironmentMissing,
  serverExampleHost,
  serverMissing,
  serverPlainHttp,
  serverTrailingSlash,
  serverUrlCredentials,
  serverVariableDefaultInvalid,
  serverVariableUndefined,
  serverVariableUnused,
  statusUnassigned,
  statusUnquoted,
  streamSchemaMismatch,
  tagDescription,
  tagDuplicate,
  tagListMissing,
  tagOrder,
  tagParentCircular,
  tagParentUndefined,
  tagUnused,
  webhookServerMeaningless,
  xmlFlagDeprecated,
];
