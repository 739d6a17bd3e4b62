// Made from src/lint/rules by `npm run generate`: do not edit.
import callbackNested from './rules/callback-nested.ts';
import componentUnused from './rules/component-unused.ts';
import corsOriginMissing from './rules/cors-origin-missing.ts';
import defaultInvalid from './rules/default-invalid.ts';
import discriminatorMappingUnresolved from './rules/discriminator-mapping-unresolved.ts';
import discriminatorPropertyMissing from './rules/discriminator-property-missing.ts';
import encodingIgnored from './rules/encoding-ignored.ts';
import encodingPropertyUnknown from './rules/encoding-property-unknown.ts';
import exampleInvalid from './rules/example-invalid.ts';
import formConsumesMissing from './rules/form-consumes-missing.ts';
import headerNameMalformed from './rules/header-name-malformed.ts';
import headerParameterIgnored from './rules/header-parameter-ignored.ts';
import linkOperationUnresolved from './rules/link-operation-unresolved.ts';
import linkParameterUndefined from './rules/link-parameter-undefined.ts';
import mediaTypeDisallowed from './rules/media-type-disallowed.ts';
import mediaTypeMalformed from './rules/media-type-malformed.ts';
import operationErrorResponse from './rules/operation-error-response.ts';
import operationIdUnique from './rules/operation-id-unique.ts';
import operationRateLimitResponse from './rules/operation-rate-limit-response.ts';
import operationReadUnsecured from './rules/operation-read-unsecured.ts';
import operationServerErrorResponse from './rules/operation-server-error-response.ts';
import operationSuccessResponse from './rules/operation-success-response.ts';
import operationValidationResponse from './rules/operation-validation-response.ts';
import operationWriteUnsecured from './rules/operation-write-unsecured.ts';
import parameterArrayStyleUnsaid from './rules/parameter-array-style-unsaid.ts';
import parameterCredentialsInUrl from './rules/parameter-credentials-in-url.ts';
import parameterDuplicate from './rules/parameter-duplicate.ts';
import parameterIdNumeric from './rules/parameter-id-numeric.ts';
import parameterStyleMismatch from './rules/parameter-style-mismatch.ts';
import parameterUrlFetched from './rules/parameter-url-fetched.ts';
import parameterValueNested from './rules/parameter-value-nested.ts';
import pathAmbiguous from './rules/path-ambiguous.ts';
import pathDuplicate from './rules/path-duplicate.ts';
import pathItemReference from './rules/path-item-reference.ts';
import pathParameterUndeclared from './rules/path-parameter-undeclared.ts';
import pathParameterUnused from './rules/path-parameter-unused.ts';
import pathQuery from './rules/path-query.ts';
import pathTemplateMalformed from './rules/path-template-malformed.ts';
import pathTrailingSlash from './rules/path-trailing-slash.ts';
import rateLimitHeaderMissing from './rules/rate-limit-header-missing.ts';
import refSiblingIgnored from './rules/ref-sibling-ignored.ts';
import requestBodyIgnored from './rules/request-body-ignored.ts';
import responseBodyForbidden from './rules/response-body-forbidden.ts';
import responseDefaultOnly from './rules/response-default-only.ts';
import responseHeaderIgnored from './rules/response-header-ignored.ts';
import responseHeaderRequired from './rules/response-header-required.ts';
import responseLocationMissing from './rules/response-location-missing.ts';
import responseProblemJson from './rules/response-problem-json.ts';
import responsePropertyRequired from './rules/response-property-required.ts';
import retryAfterMissing from './rules/retry-after-missing.ts';
import runtimeExpressionInvalid from './rules/runtime-expression-invalid.ts';
import runtimeExpressionUndeclared from './rules/runtime-expression-undeclared.ts';
import schemaAccessConflict from './rules/schema-access-conflict.ts';
import schemaArrayUnlimited from './rules/schema-array-unlimited.ts';
import schemaBoundsCrossed from './rules/schema-bounds-crossed.ts';
import schemaEnumDuplicate from './rules/schema-enum-duplicate.ts';
import schemaEnumType from './rules/schema-enum-type.ts';
import schemaFormatMisspelt from './rules/schema-format-misspelt.ts';
import schemaFormatType from './rules/schema-format-type.ts';
import schemaIntegerFormatMissing from './rules/schema-integer-format-missing.ts';
import schemaIntegerUnlimited from './rules/schema-integer-unlimited.ts';
import schemaKeywordType from './rules/schema-keyword-type.ts';
import schemaPropertiesUnlimited from './rules/schema-properties-unlimited.ts';
import schemaRequiredUndeclared from './rules/schema-required-undeclared.ts';
import schemaStringUnlimited from './rules/schema-string-unlimited.ts';
import schemaStringUnrestricted from './rules/schema-string-unrestricted.ts';
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
import serverEnvironmentMissing from './rules/server-environment-missing.ts';
import serverExampleHost from './rules/server-example-host.ts';
import serverMissing from './rules/server-missing.ts';
import serverPlainHttp from './rules/server-plain-http.ts';
import serverTrailingSlash from './rules/server-trailing-slash.ts';
import serverUrlCredentials from './rules/server-url-credentials.ts';
import serverVariableUndefined from './rules/server-variable-undefined.ts';
import statusUnassigned from './rules/status-unassigned.ts';
import streamSchemaMismatch from './rules/stream-schema-mismatch.ts';
import webhookServerMeaningless from './rules/webhook-server-meaningless.ts';
import type { LintRule } from './rule.ts';

/** Every one there is, by code. */
export const lintRules: readonly LintRule[] = [
  callbackNested,
  componentUnused,
  corsOriginMissing,
  defaultInvalid,
  discriminatorMappingUnresolved,
  discriminatorPropertyMissing,
  encodingIgnored,
  encodingPropertyUnknown,
  exampleInvalid,
  formConsumesMissing,
  headerNameMalformed,
  headerParameterIgnored,
  linkOperationUnresolved,
  linkParameterUndefined,
  mediaTypeDisallowed,
  mediaTypeMalformed,
  operationErrorResponse,
  operationIdUnique,
  operationRateLimitResponse,
  operationReadUnsecured,
  operationServerErrorResponse,
  operationSuccessResponse,
  operationValidationResponse,
  operationWriteUnsecured,
  parameterArrayStyleUnsaid,
  parameterCredentialsInUrl,
  parameterDuplicate,
  parameterIdNumeric,
  parameterStyleMismatch,
  parameterUrlFetched,
  parameterValueNested,
  pathAmbiguous,
  pathDuplicate,
  pathItemReference,
  pathParameterUndeclared,
  pathParameterUnused,
  pathQuery,
  pathTemplateMalformed,
  pathTrailingSlash,
  rateLimitHeaderMissing,
  refSiblingIgnored,
  requestBodyIgnored,
  responseBodyForbidden,
  responseDefaultOnly,
  responseHeaderIgnored,
  responseHeaderRequired,
  responseLocationMissing,
  responseProblemJson,
  responsePropertyRequired,
  retryAfterMissing,
  runtimeExpressionInvalid,
  runtimeExpressionUndeclared,
  schemaAccessConflict,
  schemaArrayUnlimited,
  schemaBoundsCrossed,
  schemaEnumDuplicate,
  schemaEnumType,
  schemaFormatMisspelt,
  schemaFormatType,
  schemaIntegerFormatMissing,
  schemaIntegerUnlimited,
  schemaKeywordType,
  schemaPropertiesUnlimited,
  schemaRequiredUndeclared,
  schemaStringUnlimited,
  schemaStringUnrestricted,
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
  serverEnvironmentMissing,
  serverExampleHost,
  serverMissing,
  serverPlainHttp,
  serverTrailingSlash,
  serverUrlCredentials,
  serverVariableUndefined,
  statusUnassigned,
  streamSchemaMismatch,
  webhookServerMeaningless,
];
