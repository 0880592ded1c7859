/** The release whose behaviour this server reproduces; every answer that names a version names this one. */
export const APPWRITE_VERSION = '1.9.6'

/**
 * Every error type this server can answer, with its HTTP status (Appwrite 1.9.6, `app/config/errors.php`).
 * The legacy names (`document_*`, `collection_*`, `attribute_*`) are the same errors under the older routes.
 */
const STATUS_OF_TYPE = {
  general_unknown: 500,
  general_server_error: 500,
  general_access_forbidden: 401,
  general_unauthorized_scope: 401,
  general_unknown_origin: 403,
  general_service_disabled: 403,
  general_rate_limit_exceeded: 429,
  general_resource_locked: 409,
  general_argument_invalid: 400,
  general_query_invalid: 400,
  general_query_limit_exceeded: 400,
  general_cursor_not_found: 400,
  general_bad_request: 400,
  /** Our own: Appwrite cuts the connection. */
  general_body_too_large: 413,
  general_route_not_found: 404,
  general_not_implemented: 405,
  general_protocol_unsupported: 426,

  project_not_found: 404,
  project_id_missing: 403,
  project_key_expired: 401,
  platform_not_found: 404,
  platform_already_exists: 409,
  key_not_found: 404,
  key_already_exists: 409,
  rule_not_found: 404,
  rule_already_exists: 409,
  variable_not_found: 404,
  variable_already_exists: 409,
  variable_cannot_unset_secret: 400,

  user_unauthorized: 401,
  user_blocked: 403,
  user_not_found: 404,
  user_already_exists: 409,
  user_target_already_exists: 409,
  user_target_not_found: 404,
  user_count_exceeded: 400,
  user_email_already_exists: 409,
  user_phone_already_exists: 409,
  user_session_already_exists: 401,
  user_session_not_found: 404,
  user_invalid_token: 401,
  user_invalid_credentials: 401,
  user_password_mismatch: 400,
  user_password_recently_used: 400,
  user_password_personal_data: 400,
  user_identity_not_found: 404,
  user_jwt_invalid: 401,
  user_jwt_creation_denied: 403,
  user_jwt_and_cookie_set: 403,
  user_api_key_and_session_set: 403,
  user_auth_method_unsupported: 501,
  api_key_expired: 401,

  team_not_found: 404,
  team_already_exists: 409,
  team_invite_already_exists: 409,
  team_invite_not_found: 404,
  team_invalid_secret: 401,
  team_membership_mismatch: 404,
  team_invite_mismatch: 401,
  membership_not_found: 404,
  membership_already_confirmed: 409,
  membership_deletion_prohibited: 400,
  membership_downgrade_prohibited: 400,

  database_not_found: 404,
  database_already_exists: 409,
  database_timeout: 408,
  database_query_order_null: 400,
  table_not_found: 404,
  table_already_exists: 409,
  table_limit_exceeded: 400,
  row_not_found: 404,
  row_already_exists: 409,
  row_update_conflict: 409,
  row_delete_restricted: 403,
  row_invalid_structure: 400,
  row_missing_data: 400,
  row_missing_payload: 400,
  column_not_found: 404,
  column_already_exists: 409,
  column_unknown: 400,
  column_not_available: 400,
  column_format_unsupported: 400,
  column_default_unsupported: 400,
  column_limit_exceeded: 400,
  column_value_invalid: 400,
  column_type_invalid: 400,
  column_invalid_resize: 400,
  column_index_invalid: 400,
  column_index_not_found: 404,
  column_index_already_exists: 409,
  index_not_found: 404,
  index_already_exists: 409,
  index_dependency: 409,
  index_limit_exceeded: 400,
  index_invalid: 400,
  collection_not_found: 404,
  collection_already_exists: 409,
  collection_limit_exceeded: 400,
  document_not_found: 404,
  document_already_exists: 409,
  document_update_conflict: 409,
  document_delete_restricted: 403,
  document_invalid_structure: 400,
  document_missing_data: 400,
  document_missing_payload: 400,
  attribute_not_found: 404,
  attribute_already_exists: 409,
  attribute_unknown: 400,
  attribute_not_available: 400,
  attribute_format_unsupported: 400,
  attribute_default_unsupported: 400,
  attribute_limit_exceeded: 400,
  attribute_value_invalid: 400,
  attribute_type_invalid: 400,
  attribute_invalid_resize: 400,
  column_type_not_supported: 400,
  relationship_value_invalid: 400,
  transaction_not_found: 404,
  transaction_already_exists: 409,
  transaction_invalid: 400,
  transaction_failed: 400,
  transaction_expired: 410,
  transaction_conflict: 409,
  transaction_not_ready: 400,
  transaction_limit_exceeded: 400,

  function_not_found: 404,
  function_already_exists: 409,
  function_runtime_unsupported: 404,
  function_entrypoint_missing: 404,
  function_synchronous_timeout: 408,
  function_asynchronous_timeout: 408,
  function_execute_permission_missing: 401,
  deployment_not_found: 404,
  deployment_invalid_file_size: 400,
  build_not_found: 404,
  build_not_ready: 400,
  build_in_progress: 400,
  build_failed: 400,
  build_canceled: 400,
  build_already_completed: 400,
  build_timeout: 408,
  execution_not_found: 404,
  execution_in_progress: 400,

  storage_bucket_not_found: 404,
  storage_bucket_already_exists: 409,
  storage_file_not_found: 404,
  storage_file_already_exists: 409,
  storage_file_empty: 400,
  storage_file_type_unsupported: 400,
  storage_file_not_public: 403,
  storage_invalid_file: 403,
  storage_invalid_file_size: 400,
  storage_invalid_content_range: 400,
  storage_invalid_range: 416,
  storage_invalid_appwrite_id: 400,
  storage_device_not_found: 400,
  token_not_found: 404,
  token_expired: 401,
  token_resource_type_invalid: 400,

  presence_not_found: 404,
  presence_already_exists: 409,
} as const

/** A name out of Appwrite's list of error types. Code branches on it, never on the message. */
export type AppwriteErrorType = keyof typeof STATUS_OF_TYPE

/** What a caller receives instead of a result. `code` equals the HTTP status. */
export interface ErrorEnvelope {
  message: string
  code: number
  type: AppwriteErrorType
  version: string
}

/** True for a text that names one of the types above. */
export function isErrorType(text: string): text is AppwriteErrorType {
  return Object.hasOwn(STATUS_OF_TYPE, text)
}

/**
 * A refusal in Appwrite's own words: thrown anywhere below the HTTP layer, answered in one place.
 * `message` defaults to the type written as a sentence.
 */
export class AppwriteError extends Error {
  override readonly name = 'AppwriteError'
  readonly type: AppwriteErrorType
  /** HTTP status of the answer. */
  readonly code: number

  constructor(type: AppwriteErrorType, message?: string, options?: ErrorOptions) {
    super(message ?? sentence(type), options)
    this.type = type
    this.code = STATUS_OF_TYPE[type]
  }

  /** The JSON body of the answer. */
  toEnvelope(): ErrorEnvelope {
    return { message: this.message, code: this.code, type: this.type, version: APPWRITE_VERSION }
  }
}

function sentence(type: string): string {
  const words = type.replaceAll('_', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}
