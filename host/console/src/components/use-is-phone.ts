import { useMediaQuery } from '@mantine/hooks';

/** Whether the window is narrower than 768 px: filters go into a sheet, tables become lists. */
export function useIsPhone(): boolean {
  return useMediaQuery('(max-width: 767.98px)', undefined, { getInitialValueInEffect: false });
}
