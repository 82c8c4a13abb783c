/** The environment of a process whose clock is moved by `ms`; the database keeps the real time. */
export function movedClock(ms: number): Readonly<Record<string, string>> {
  const program = `const R=Date;globalThis.Date=class extends R{constructor(...a){a.length?super(...a):super(R.now()+${ms})}static now(){return R.now()+${ms}}}`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(program)}` };
}

/** The environment of a process whose clock stands still at an instant. */
export function stoppedClock(at: number): Readonly<Record<string, string>> {
  const program = `const R=Date;globalThis.Date=class extends R{constructor(...a){a.length?super(...a):super(${at})}static now(){return ${at}}}`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(program)}` };
}
