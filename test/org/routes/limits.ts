import { ApiError } from '../api-error.js';
import { json, type Reply } from '../net/reply.js';
import type { OrgState } from '../state.js';
import type { DataCall } from './data-call.js';

/** `GET /limits`. */
export function limits({ org, view }: DataCall): Reply {
  const { permissions } = view.caller;
  if (!permissions.has('ViewSetup')) {
    throw new ApiError(403, 'FORBIDDEN', "You don't have access to this resource");
  }
  const { usage, bulk, settings } = org;
  const jobs = settings.bulkJobLimit;
  const storage = { Max: 1073, Remaining: 1060 };
  return json({
    ...(permissions.has('ManageUsers') ? { DataStorageMB: storage, FileStorageMB: storage } : {}),
    DailyApiRequests: {
      Max: usage.limit,
      Remaining: usage.limit - usage.used,
      'Ad Manager Connector': { Max: 0, Remaining: 0 },
    },
    DailyBulkApiBatches: { Max: 15_000, Remaining: 15_000 },
    DailyBulkV2QueryJobs: { Max: jobs, Remaining: jobs - bulk.createdSince(org.clock.now()) },
    DailyBulkV2QueryFileStorageMB: { Max: 976_562, Remaining: 976_562 },
    PermissionSets: { Max: 1500, Remaining: 1489, CreateCustom: { Max: 1000, Remaining: 992 } },
    HourlyPublishedPlatformEvents: { Max: 250_000, Remaining: 250_000 },
  });
}

/** The `Sforce-Limit-Info` header; undefined when the org leaves it out. */
export function limitHeader(org: OrgState, form = org.settings.limitHeader): string | undefined {
  const plain = `api-usage=${org.usage.used}/${org.usage.limit}`;
  switch (form) {
    case 'plain':
      return plain;
    case 'per-app':
      return `${plain}; per-app-api-usage=17/250(appName=sample-connected-app)`;
    case 'bursts':
      return `${plain}; api-bursts=1/750`;
    case 'garbage':
      return 'api-usage=many/??; retry-after=soon';
    case 'absent':
      return undefined;
  }
}
