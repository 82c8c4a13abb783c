import { RollcallError } from '@rollcall/core';

import type { ProcessEnd } from './launch.js';

/** What V8 says before it gives up; the exit status differs between platforms and namespaces. */
const heapExhausted =
  /JavaScript heap out of memory|Array buffer allocation failed|FatalProcessOutOfMemory/;

/** Says why a hook process ended before it said that it was done. An exit code of 0 proves nothing. */
export function explainExit(end: ProcessEnd, errorOutput: string): RollcallError {
  if (heapExhausted.test(errorOutput) && (end.code !== 0 || end.signal !== null)) {
    return new RollcallError('HOOK_OUT_OF_MEMORY', 'the plugin used up its memory and was ended');
  }
  const how = end.signal === null ? `with exit code ${end.code ?? 'unknown'}` : `by ${end.signal}`;
  const said = lastLines(errorOutput);
  return new RollcallError(
    'HOOK_CRASHED',
    `the plugin's process ended ${how} before it was done${said === '' ? '' : `: ${said}`}`,
  );
}

function lastLines(errorOutput: string): string {
  const lines = errorOutput.trim().split('\n').slice(-4);
  return lines
    .map((line) => line.trim())
    .join(' / ')
    .slice(-600);
}
