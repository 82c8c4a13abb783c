import {
  type ConnectivityCheck,
  type Http,
  type HttpResponse,
  hasCode,
  type RollcallError,
} from '@rollcall/core';

import { isRow } from '../api/row.js';
import { apiVersionNumber } from '../api/version.js';

const title = 'Salesforce URL';
const myDomain = 'Open Setup → My Domain, and copy “Current My Domain URL”.';

/** Whether a live org answers at the address. Needs no sign-in and is not counted. */
export async function checkUrl(http: Http): Promise<ConnectivityCheck> {
  try {
    const response = await http.request({
      url: '/services/data/',
      authenticate: false,
      purpose: 'test',
      expect: 'any',
    });
    return ofAnswer(response);
  } catch (error) {
    if (!isAddressError(error)) throw error;
    const hint = hasCode(error, 'HTTP_DNS')
      ? `There is no such host, or this machine cannot resolve it. ${myDomain}`
      : error.hint;
    return failed(error.message, hint);
  }
}

function isAddressError(error: unknown): error is RollcallError {
  return hasCode(
    error,
    'HTTP_DNS',
    'HTTP_TLS',
    'HTTP_PROXY',
    'HTTP_UNAVAILABLE',
    'HTTP_NOT_JSON',
    'HTTP_BODY_BROKEN',
    'HTTP_CIRCUIT_OPEN',
    'EGRESS_DENIED',
    'INSTANCE_MOVED',
  );
}

/** A page is told apart from data here: what it means depends on the status. */
function ofAnswer(response: HttpResponse): ConnectivityCheck {
  const { status, headers } = response;
  const isPage = !(headers['content-type'] ?? '').toLowerCase().includes('json');
  if (status === 404 && isPage) return failed('There is no org at this address', myDomain);
  if (status !== 200) return failed(`The address answered with HTTP ${status}`, myDomain);
  if (!isPage) return ofVersions(response.json());
  return failed(
    'The address answered with a page instead of data',
    `Often maintenance, or a proxy that asks for a sign-in: try again later. If it stays, the address is wrong: ${myDomain}`,
  );
}

function ofVersions(body: unknown): ConnectivityCheck {
  const versions = Array.isArray(body) ? body.filter(isRow).map((row) => row.version) : [];
  if (versions.includes(apiVersionNumber)) {
    return { id: 'url', title, status: 'passed', detail: `Offers API version ${apiVersionNumber}` };
  }
  return versions.length === 0
    ? failed('The host answers, but not as a Salesforce org does', myDomain)
    : failed(
        `The org does not offer API version ${apiVersionNumber}`,
        'Install a version of the plugin that is made for this release of Salesforce.',
      );
}

function failed(detail: string, hint: string): ConnectivityCheck {
  return { id: 'url', title, status: 'failed', detail, hint, setupStep: 'my-domain' };
}
