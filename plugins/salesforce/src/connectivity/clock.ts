import type { Clock, ConnectivityCheck } from '@rollcall/core';

const toleratedMs = 60_000;

/** Whether this machine’s clock agrees with the org’s. Never a reason not to collect. */
export function checkClock(clock: Clock): ConnectivityCheck {
  const check = { id: 'clock', title: 'Clock' } as const;
  const skewMs = clock.now().getTime() - clock.providerNow().getTime();
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  if (Math.abs(skewMs) <= toleratedMs) {
    return { ...check, status: 'passed', detail: `Within ${seconds} s of the org’s` };
  }
  return {
    ...check,
    status: 'warning',
    detail: `This machine is ${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} the org`,
    hint: 'Switch on time synchronisation (NTP) on this machine. Collecting uses the org’s time meanwhile.',
  };
}
