import { queryOptions } from '@tanstack/react-query';

/** This version of Rollcall, as the description of its API has it. */
export const versionQuery = queryOptions({
  queryKey: ['version'],
  queryFn: async (): Promise<string> => {
    const response = await fetch('/api/v1/openapi.json');
    const { info }: { info: { version: string } } = await response.json();
    return info.version;
  },
  staleTime: Number.POSITIVE_INFINITY,
});
