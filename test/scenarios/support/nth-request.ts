import type { SimulatedOrg } from '@rollcall/test/org';

/** Calls `act` once, when the org sees its `nth` data request from now on; that request goes on after it. */
export function onNthRequest(
  org: SimulatedOrg,
  nth: number,
  act: () => void | Promise<void>,
): void {
  let seen = 0;
  org.onRequest = async (request) => {
    if (!request.path.includes('/query') && !request.path.includes('/composite')) return;
    seen += 1;
    if (seen !== nth) return;
    org.onRequest = undefined;
    await act();
  };
}
