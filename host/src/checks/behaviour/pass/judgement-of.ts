import type { Judgement } from '../../check.js';
import type { BehaviourCheck } from '../detector.js';
import type { BehaviourPass } from './behaviour-pass.js';

/**
 * How a check judged: what it found, else whether it could have found something. Habits are not known
 * in the first days, and what was never collected proves nothing.
 */
export function judgementOf(check: BehaviourCheck, pass: BehaviourPass): Judgement {
  const findings = pass.findings(check.id);
  if (findings.length > 0) return { status: 'fail', findings };
  if (check.entities.includes('sign_in') && pass.signIns === 0) {
    return { status: 'unavailable', reason: 'No sign-in has been collected.' };
  }
  if (check.entities.includes('factor_event') && pass.factorEvents === 0) {
    return { status: 'unavailable', reason: 'No check of a second factor has been collected.' };
  }
  const days = Math.floor(pass.days);
  if (check.category === 'anomaly' && days < learningDays) {
    const reason = `Habits are still being learned: ${days} of ${learningDays} days of sign-ins are stored.`;
    return { status: 'unavailable', reason };
  }
  return { status: 'pass', findings };
}

const learningDays = 7;
