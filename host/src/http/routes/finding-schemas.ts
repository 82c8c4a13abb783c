import { severities } from '../../checks/check.js';
import { dispositions, findingStatuses } from '../../findings/finding.js';
import {
  answer,
  anyObject,
  closedObject,
  type JsonSchema,
  listOf,
  number,
  numberOrNull,
  text,
  textOrNull,
} from '../schemas.js';

const reason = { type: 'string', maxLength: 2000, description: 'Why, for the history' };
const texts: JsonSchema = { type: 'array', items: text };
const numbers: JsonSchema = { type: 'object', additionalProperties: number };

const listed = {
  id: text,
  check: text,
  severity: { enum: severities },
  status: { enum: findingStatuses },
  accounts: texts,
  firstSeen: text,
  lastSeen: text,
  title: text,
  integrationId: text,
  subject: text,
  firstAt: { ...text, description: 'When the first of its evidence happened, at the provider' },
  lastAt: text,
  timesSeen: number,
  statusAt: { ...text, description: 'Since when it has its status' },
  disposition: { enum: [...dispositions, null] },
  reason: textOrNull,
  mutedUntil: textOrNull,
};

const references = answer('Where it is described', {
  attack: { ...texts, description: 'MITRE ATT&CK techniques' },
  controls: { ...texts, description: 'Controls of CIS, NIST, ISO and SOC 2' },
});

const evidence = answer('What it rests on', {
  signInIds: texts,
  auditEventIds: texts,
  tokenIds: texts,
  records: listOf(answer('A record', { entity: text, id: text })),
  facts: { ...anyObject, description: 'Figures and names that a person reads' },
});

/** A finding of a list. */
export const finding = answer('A finding', listed);

/** A page of findings. */
export const findingPage = answer('Findings', {
  findings: listOf(finding),
  counts: answer('Numbers by property, each without regard to the filter of that property', {
    status: numbers,
    severity: numbers,
    check: numbers,
  }),
  next: textOrNull,
});

/** A finding with all that is known of it. */
export const findingDetail = answer('A finding with all that is known of it', {
  ...listed,
  checkTitle: textOrNull,
  checkVersion: number,
  category: textOrNull,
  explanation: textOrNull,
  remediation: textOrNull,
  severityRule: textOrNull,
  references,
  evidence,
  records: listOf(answer('A copy of a record', { entity: text, id: text, record: anyObject })),
  history: listOf(
    answer('A change', {
      at: text,
      type: {
        enum: [
          'found',
          'opened',
          'severity',
          'muted',
          'mute-ended',
          'closed',
          'resolved',
          'reopened',
        ],
      },
      actor: textOrNull,
      from: textOrNull,
      to: text,
      severity: text,
      disposition: textOrNull,
      until: textOrNull,
      reason: textOrNull,
    }),
  ),
});

const until = { type: 'string', description: 'A day, an instant, or a time from now (`30d`)' };
const disposition = { enum: dispositions };

/** What may be done to a finding, and what each needs. */
export const actionBodies = [
  {
    action: 'close',
    summary: 'Decide a finding; an accepted risk needs a reason',
    body: closedObject({ disposition, reason }, ['disposition']),
  },
  {
    action: 'reopen',
    summary: 'Open a finding again',
    body: { ...closedObject({ reason }), type: ['object', 'null'] },
  },
  {
    action: 'mute',
    summary: 'Set a finding aside until a day within the next year',
    body: closedObject({ until, reason }, ['until']),
  },
] as const;

/** What may be done to many findings at once: `close` needs a disposition, `mute` a day. */
export const manyBody = closedObject(
  {
    ids: { type: 'array', items: text, minItems: 1, maxItems: 1000 },
    action: { enum: actionBodies.map(({ action }) => action) },
    disposition,
    until,
    reason,
  },
  ['ids', 'action'],
);

/** A check and how it lately judged. */
export const checkListing = answer('A check', {
  id: text,
  version: number,
  title: text,
  question: text,
  category: text,
  entities: texts,
  fields: texts,
  severityRule: text,
  explanation: text,
  remediation: text,
  references,
  thresholds: {
    type: 'object',
    additionalProperties: answer('A threshold', {
      default: number,
      unit: text,
      description: text,
      min: number,
      max: number,
    }),
  },
  results: listOf(
    answer('How it judged an integration', {
      integrationId: text,
      version: number,
      status: { enum: ['pass', 'fail', 'unavailable'] },
      reason: textOrNull,
      findings: numberOrNull,
      checkedAt: text,
    }),
  ),
});
