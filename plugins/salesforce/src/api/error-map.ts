import { type ErrorCode, RollcallError } from '@rollcall/core';

import type { Fault } from './fault.js';

interface Translation {
  readonly errorCode: string;
  readonly message?: RegExp;
  readonly code: ErrorCode;
  readonly hint: string;
  readonly setupStep?: string;
  readonly retryable?: boolean;
}

const permissionSet =
  'Open Setup → Users → Permission Sets → the integration user’s set → System Permissions';

/** What each error code of the org means here; the first that matches is used. */
const translations: readonly Translation[] = [
  {
    errorCode: 'QUERY_TIMEOUT',
    code: 'QUERY_TIMEOUT',
    hint: 'The org gave up on a query that took longer than two minutes. Collect again at a quieter time.',
    retryable: true,
  },
  {
    errorCode: 'INVALID_TYPE',
    code: 'PERMISSION_MISSING',
    hint: `${permissionSet}, and tick the permission that the object needs. It may also be absent in this edition.`,
    setupStep: 'permission-set',
  },
  {
    errorCode: 'INVALID_FIELD',
    code: 'PERMISSION_MISSING',
    hint: 'A field that the stream cannot do without is hidden from the integration user. Open Setup → Object Manager → the object → Fields, and give its permission set read access.',
    setupStep: 'permission-set',
  },
  {
    errorCode: 'API_DISABLED_FOR_ORG',
    code: 'AUTH_REFUSED',
    hint: 'The edition must include the API (Enterprise, Unlimited, Performance or Developer), and the user’s permission set must have “API Enabled”. A new app can take some minutes to be recognised.',
    setupStep: 'edition',
  },
  {
    errorCode: 'API_CURRENTLY_DISABLED',
    code: 'AUTH_REFUSED',
    hint: `${permissionSet}, and tick “API Enabled”.`,
    setupStep: 'permission-set',
  },
  {
    errorCode: 'INVALID_SESSION_ID',
    message: /not valid for use with the REST API|not attached to Agent/i,
    code: 'AUTH_REFUSED',
    hint: 'A policy keeps the session from the REST API. Open Setup → External Client App Manager → the app → Policies, and check the IP and session policies.',
    setupStep: 'run-as',
  },
  {
    errorCode: 'REQUEST_LIMIT_EXCEEDED',
    message: /Concurrent/i,
    code: 'HTTP_UNAVAILABLE',
    hint: 'The org runs too many long requests at once. Collect again in some minutes.',
    retryable: true,
  },
  {
    errorCode: 'REQUEST_LIMIT_EXCEEDED',
    code: 'QUOTA_CEILING',
    hint: 'The org has used up its daily API requests. Open Setup → Company Information to see who uses them.',
  },
  {
    errorCode: 'INSUFFICIENT_ACCESS',
    code: 'PERMISSION_MISSING',
    hint: `${permissionSet}, and tick the permission that the object needs.`,
    setupStep: 'permission-set',
  },
  {
    errorCode: 'FORBIDDEN',
    code: 'PERMISSION_MISSING',
    hint: `${permissionSet}, and tick the permission that the resource needs.`,
    setupStep: 'permission-set',
  },
  {
    errorCode: 'FUNCTIONALITY_NOT_ENABLED',
    code: 'PERMISSION_MISSING',
    hint: 'The feature is off in this org, or not part of its edition.',
  },
  {
    errorCode: 'GONE',
    code: 'PROVIDER_ERROR',
    hint: 'Salesforce retired the API version that this plugin uses. Install a newer version of the plugin.',
  },
  {
    errorCode: 'NOT_FOUND',
    code: 'PROVIDER_ERROR',
    hint: 'The org does not know the resource or the API version. Check that it is a current Salesforce org.',
  },
  {
    errorCode: 'UNKNOWN_EXCEPTION',
    code: 'PROVIDER_ERROR',
    hint: 'Salesforce met an internal error. Collect again; if it repeats, give the ErrorId to Salesforce support.',
    retryable: true,
  },
  {
    errorCode: 'UNABLE_TO_LOCK_ROW',
    code: 'PROVIDER_ERROR',
    hint: 'Others were changing the records at that moment. Collect again.',
    retryable: true,
  },
  {
    errorCode: 'SERVER_UNAVAILABLE',
    code: 'HTTP_UNAVAILABLE',
    hint: 'The org is under maintenance. See status.salesforce.com, then collect again.',
    retryable: true,
  },
];

/** Turns what the org answered into the one error class. `subject` names what was read. */
export function errorOf(fault: Fault, subject: string): RollcallError {
  const known = translations.find(
    (entry) =>
      fault.errorCode.startsWith(entry.errorCode) && (entry.message?.test(fault.message) ?? true),
  );
  const told = `${fault.errorCode || `HTTP ${fault.status}`}: ${fault.message.slice(0, 300)}`;
  if (known === undefined) {
    const details = fault.status >= 500 ? { retryable: true } : {};
    return new RollcallError('PROVIDER_ERROR', `${subject}: the org answered ${told}`, details);
  }
  return new RollcallError(known.code, `${subject}: the org answered ${told}`, {
    hint: known.hint,
    setupStep: known.setupStep,
    retryable: known.retryable,
  });
}
