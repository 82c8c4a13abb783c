import { ApiError } from '../api-error.js';
import type { Query } from '../soql/ast.js';
import type { RowResult } from '../soql/query-result.js';

/** Refuses what the Bulk API does not do. @throws `ApiError` */
export function refuseUnsupported(query: Query): void {
  const isCall = query.select.some((item) => item.kind === 'call' && item.name !== 'TOLABEL');
  if (query.groupBy.length > 0 || isCall) {
    throw new ApiError(
      400,
      'FEATURENOTENABLED',
      'Aggregate queries are not supported in Bulk Query',
    );
  }
  if (query.offset > 0)
    throw new ApiError(400, 'API_ERROR', 'OFFSET is not supported in Bulk Query');
  if (query.select.some((item) => item.kind === 'fields')) {
    throw new ApiError(
      400,
      'API_ERROR',
      'The SOQL FIELDS function is not supported in the Bulk API',
    );
  }
  if (query.select.some((item) => item.kind === 'subquery')) {
    throw new ApiError(400, 'API_ERROR', 'Nested queries are not supported in Bulk Query');
  }
}

/** Refuses objects and fields the Bulk API does not hand out. @throws `ApiError` */
export function refuseResult({ schema, projected }: RowResult, refused: readonly string[]): void {
  if (!schema.bulk || refused.includes(schema.name)) {
    throw new ApiError(
      400,
      'INVALIDENTITY',
      `Entity '${schema.name}' is not supported by the Bulk API.`,
    );
  }
  if (projected.columns.some(({ field }) => field.type === 'address')) {
    throw new ApiError(400, 'API_ERROR', 'Selecting compound data not supported in Bulk Query');
  }
}
