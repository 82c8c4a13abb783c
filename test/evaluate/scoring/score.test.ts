import { describe, expect, it } from 'vitest';

import { Instances, leave, type Technique } from '../attacks/instance.js';
import type { CheckRun, Found } from '../judging/found.js';
import { Labels } from './labels.js';
import { score } from './score.js';

const start = Date.parse('2025-01-01T00:00:00Z');
const dayMs = 86_400_000;
const travel: CheckRun = {
  id: 'impossible-travel',
  category: 'anomaly',
  kind: 'behaviour',
  isOfEvents: true,
  status: 'fail',
  reason: undefined,
  lookbackDays: undefined,
  seconds: undefined,
};

function takeover(instances: Instances, record: string, day: number, technique: Technique) {
  const instance = instances.begin(technique);
  const at = { time: start + day * dayMs, account: 'ada' };
  leave(instance, { entity: 'sign_in', id: record }, at);
  instance.observed.successes = 1;
  instance.observed.travel = { km: 7000, hours: 1 };
  return instance;
}

function finding(severity: Found['severity'], ...evidence: readonly string[]): Found {
  return {
    check: travel.id,
    severity,
    subject: 'ada',
    title: '',
    accounts: ['ada'],
    evidence,
    firstAt: start,
    lastAt: start,
    facts: undefined,
  };
}

function judged(instances: Instances, findings: readonly Found[]) {
  const timing = { behaviourSeconds: 1, peakBytes: 1 };
  return score(
    { checks: [travel], findings, ...timing },
    {
      instances: instances.all,
      labels: new Labels(instances.all),
      accounts: 1000,
      days: 100,
      start,
    },
  );
}

describe('the score', () => {
  it('takes a finding for right when it rests on something planted', () => {
    const instances = new Instances();
    takeover(instances, 'one', 50, 'takeover-foreign');

    const [check] = judged(instances, [
      finding('high', 'own', 'one'),
      finding('high', 'own'),
    ]).checks;

    expect(check?.precision).toEqual({ part: 1, whole: 2, share: 0.5 });
    expect(check?.recall).toEqual({ part: 1, whole: 1, share: 1 });
    expect(check?.withoutCause).toHaveLength(1);
  });

  it('asks only for what a check claims and what left a trace', () => {
    const instances = new Instances();
    takeover(instances, 'one', 50, 'takeover-foreign').leavesTrace = false;
    takeover(instances, 'two', 50, 'credential-stuffing');
    takeover(instances, 'three', 50, 'takeover-domestic').observed.travel = undefined;

    const [check] = judged(instances, []).checks;

    expect(check?.recall.whole).toBe(0);
    expect(check?.precision.share).toBeNull();
  });

  it('counts whole takeovers by the most severe finding, and the first days apart', () => {
    const instances = new Instances();
    takeover(instances, 'one', 10, 'takeover-foreign');
    takeover(instances, 'two', 50, 'takeover-domestic');

    const result = judged(instances, [finding('low', 'one'), finding('high', 'two')]);

    expect(result.takeovers.any.share).toBe(1);
    expect(result.takeovers.high.share).toBe(0.5);
    expect(result.takeoversInFirst30Days.any).toEqual({ part: 1, whole: 1, share: 1 });
    expect(result.missedTakeovers.map(({ id }) => id)).toEqual(['takeover-foreign-1']);
  });

  it('gives rates per thousand accounts and day, and those without cause', () => {
    const result = judged(new Instances(), [finding('high', 'own'), finding('medium', 'own')]);

    expect(result.alerts).toMatchObject({ high: 0.01, medium: 0.01, low: 0 });
    expect(result.highWithoutCause).toBe(0.01);
  });
});
