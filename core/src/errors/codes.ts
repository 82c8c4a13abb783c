/** What the host does and says for one error code. */
export interface ErrorCodeFacts {
  /** HTTP status of the API's problem details. */
  readonly httpStatus: number;
  /** Exit code of the command line. */
  readonly exitCode: number;
  /** What the reader can do when the thrower gave no hint of its own. */
  readonly hint: string;
  /** Whether the whole run ends (`run`) or only the stream that met the error (`stream`). */
  readonly scope: 'run' | 'stream';
  /** Whether trying the same again later may succeed. */
  readonly retryable: boolean;
}

function facts(
  httpStatus: number,
  exitCode: number,
  scope: 'run' | 'stream',
  retryable: boolean,
  hint: string,
): ErrorCodeFacts {
  return { httpStatus, exitCode, hint, scope, retryable };
}

/** Every error code of Rollcall, with HTTP status, exit code and default hint. */
export const errorCodes = {
  USAGE_INVALID: facts(400, 2, 'run', false, 'Run the command with --help to see how it is used.'),
  INPUT_INVALID: facts(400, 2, 'run', false, 'Correct the named fields, then try again.'),
  CONFIG_INVALID: facts(400, 2, 'run', false, 'Correct the named fields, then try again.'),
  SECRET_REENTER: facts(
    400,
    2,
    'run',
    false,
    'Give the secrets again: the address that they are sent to has changed.',
  ),
  MANIFEST_INVALID: facts(
    400,
    2,
    'run',
    false,
    'Correct the named places in plugin.json, then run "rollcall plugin validate" again.',
  ),
  PLUGIN_INCOMPATIBLE: facts(
    409,
    2,
    'run',
    false,
    'Install a version of the plugin that is made for this version of Rollcall.',
  ),
  PLUGIN_INVALID: facts(
    400,
    2,
    'run',
    false,
    'Ask the publisher of the plugin for a whole archive.',
  ),
  PLUGIN_NOT_ACCEPTED: facts(
    403,
    2,
    'run',
    false,
    'Read what the plugin may do, then add it again with --accept-risk.',
  ),
  PLUGIN_IN_USE: facts(409, 2, 'run', false, 'Remove its integrations first.'),
  PLUGIN_BROKEN: facts(500, 1, 'run', false, 'Report this to the publisher of the plugin.'),
  NOT_FOUND: facts(404, 5, 'run', false, 'List what there is, and use one of the ids shown.'),
  NAME_TAKEN: facts(409, 2, 'run', false, 'Choose another name.'),
  NAME_AMBIGUOUS: facts(409, 2, 'run', false, 'Use the id instead of the name.'),
  INTEGRATION_PAUSED: facts(
    409,
    2,
    'run',
    false,
    'Resume it with "rollcall integration resume", then try again.',
  ),
  RUN_OPEN: facts(
    409,
    1,
    'run',
    true,
    'Wait for the collection that is under way, then ask again.',
  ),
  UNAUTHENTICATED: facts(
    401,
    1,
    'run',
    false,
    'Sign in, or send an API token as "Authorization: Bearer …".',
  ),
  SIGN_IN_REFUSED: facts(
    401,
    1,
    'run',
    false,
    'Try again, or ask an administrator for a new link.',
  ),
  SIGN_IN_LIMITED: facts(429, 1, 'run', true, 'Wait for the named time, then try again.'),
  LINK_INVALID: facts(
    410,
    1,
    'run',
    false,
    'Ask an administrator for a new one, or run "rollcall user reset".',
  ),
  CSRF_REFUSED: facts(
    403,
    1,
    'run',
    false,
    'Reload the page. Scripts use an API token instead of a cookie.',
  ),
  LAST_ADMINISTRATOR: facts(409, 2, 'run', false, 'Make somebody else an administrator first.'),
  FORBIDDEN: facts(403, 1, 'run', false, 'Ask an administrator for the right to do this.'),
  SCHEMA_MISMATCH: facts(
    503,
    6,
    'run',
    false,
    'Run "rollcall migrate" with this version, or use the version that made the home.',
  ),
  KEY_MISMATCH: facts(
    503,
    6,
    'run',
    false,
    'Set ROLLCALL_MASTER_KEY to the key that this database was made with.',
  ),
  HOME_IN_USE: facts(
    503,
    6,
    'run',
    false,
    'Stop the other Rollcall that uses this home, or choose another with --home.',
  ),
  HOME_UNUSABLE: facts(503, 1, 'run', false, 'Choose a home you can write to with --home DIR.'),
  DATABASE_UNAVAILABLE: facts(
    503,
    1,
    'run',
    true,
    'Check that the database is running and that the address is right.',
  ),
  DISK_FULL: facts(
    507,
    1,
    'run',
    true,
    'Make room on that disk. What is committed stays, and collecting goes on by itself. ROLLCALL_MIN_FREE_MB sets how much has to be free.',
  ),
  LEASE_LOST: facts(409, 1, 'run', true, 'Another worker continues this run; nothing is lost.'),
  RUN_CANCELLED: facts(409, 1, 'run', false, 'Collect again when you are ready.'),
  QUOTA_CEILING: facts(
    429,
    4,
    'run',
    true,
    'Collection continues by itself at the resume time. Nothing that was collected is lost.',
  ),
  QUOTA_UNREADABLE: facts(
    502,
    1,
    'run',
    true,
    'Rollcall sends nothing while it cannot see how much of the daily limit is used. Check what a proxy removes from answers.',
  ),
  EGRESS_DENIED: facts(
    403,
    1,
    'stream',
    false,
    'The plugin asked for a host that its manifest does not declare.',
  ),
  INSTANCE_MOVED: facts(
    502,
    1,
    'run',
    false,
    'Edit the integration and enter the address that the provider now uses.',
  ),
  TENANT_CHANGED: facts(
    409,
    1,
    'run',
    false,
    'The address now belongs to another organisation. Add a new integration for it.',
  ),
  AUTH_REFUSED: facts(502, 1, 'run', false, 'Check the credentials, then test again.'),
  AUTH_LOOP: facts(
    502,
    1,
    'run',
    false,
    'The provider gives tokens and refuses them at once. Check the session and network policies of the integration user.',
  ),
  HTTP_UNAVAILABLE: facts(502, 1, 'run', true, 'The provider does not answer. Try again later.'),
  HTTP_DNS: facts(
    502,
    1,
    'run',
    true,
    'Check the address, and that this machine can resolve names.',
  ),
  HTTP_TLS: facts(
    502,
    1,
    'run',
    false,
    'If a proxy inspects TLS, set NODE_EXTRA_CA_CERTS to the file with its certificate.',
  ),
  HTTP_PROXY: facts(
    502,
    1,
    'run',
    true,
    'Check HTTPS_PROXY, its user name and password, and that the proxy allows the host.',
  ),
  HTTP_BODY_BROKEN: facts(502, 1, 'stream', true, 'The answer broke off. Collect again.'),
  HTTP_BODY_TOO_LARGE: facts(
    502,
    1,
    'stream',
    false,
    'The answer is larger than allowed. Report this to the publisher of the plugin.',
  ),
  HTTP_NOT_JSON: facts(
    502,
    1,
    'run',
    true,
    'A page came instead of data: often maintenance, or a proxy. Try again later.',
  ),
  HTTP_CIRCUIT_OPEN: facts(
    503,
    1,
    'run',
    true,
    'The provider was down. Try again at the named time.',
  ),
  PROVIDER_ERROR: facts(
    502,
    1,
    'stream',
    false,
    'Look the error up in the provider’s documentation.',
  ),
  PERMISSION_MISSING: facts(
    403,
    1,
    'stream',
    false,
    'Give the integration user the named permission, then test again.',
  ),
  QUERY_TIMEOUT: facts(504, 1, 'stream', true, 'The provider gave up on a query. Collect again.'),
  CURSOR_STUCK: facts(
    500,
    1,
    'stream',
    false,
    'The stream cannot advance. Report this to the publisher of the plugin.',
  ),
  RECORD_INVALID: facts(500, 1, 'stream', false, 'Report this to the publisher of the plugin.'),
  SNAPSHOT_SHRANK: facts(
    409,
    1,
    'stream',
    true,
    'Far fewer rows came than before. Collect again after an hour to confirm, or check the permissions.',
  ),
  HOOK_STUCK: facts(500, 1, 'run', false, 'Report this to the publisher of the plugin.'),
  HOOK_CRASHED: facts(
    500,
    1,
    'run',
    true,
    'Collect again; if it repeats, report it to the publisher.',
  ),
  HOOK_OUT_OF_MEMORY: facts(
    500,
    1,
    'run',
    false,
    'The plugin passed its memory limit. Report this to the publisher of the plugin.',
  ),
  HOOK_TIMEOUT: facts(500, 1, 'run', true, 'The plugin did not answer in time. Try again.'),
  HOOK_PROTOCOL: facts(500, 1, 'run', false, 'Report this to the publisher of the plugin.'),
  INTERNAL: facts(
    500,
    1,
    'run',
    false,
    'Run "rollcall doctor"; if it repeats, report it with the log.',
  ),
} as const satisfies Record<string, ErrorCodeFacts>;

/** A stable error code, `AREA_REASON`. */
export type ErrorCode = keyof typeof errorCodes;
