import type { AuditEvent } from '@rollcall/core';

import { to18 } from '../api/ids.js';
import { id, instant, type Row, rest, text } from '../api/row.js';
import { classify } from '../audit/classify.js';
import { objectNameOf, targetNameOf } from '../audit/names.js';
import { viewSetup } from '../tables/permissions.js';
import type { EventStream } from './event-stream.js';

const optional: readonly string[] = [
  'CreatedById',
  'Section',
  'Display',
  'DelegateUser',
  'ResponsibleNamespacePrefix',
  'CreatedByContext',
];
const carried: ReadonlySet<string> = new Set([
  'Id',
  'Action',
  'CreatedDate',
  'CreatedById',
  'Section',
  'Display',
  'DelegateUser',
]);
const targetPattern = /UserID: \[?(005\w{12}(?:\w{3})?)\]?/i;

/** Changes to the set-up, and who made them for whom. */
export const auditEvents: EventStream = {
  name: 'audit-events',
  object: 'SetupAuditTrail',
  label: 'changes to the set-up',
  timeField: 'CreatedDate',
  ownerField: undefined,
  required: ['Id', 'Action', 'CreatedDate'],
  optional,
  permission: viewSetup,
  allRowsBy: ['ViewSetup', 'ManageUsers', 'ModifyAllData'],
  map: auditEventOf,
};

/** The event of a `SetupAuditTrail` row. Its text names accounts by 15 characters. */
export function auditEventOf(row: Row): AuditEvent {
  const detail = text(row, 'Display');
  const target = targetPattern.exec(detail ?? '')?.[1];
  const action = text(row, 'Action') ?? '';
  const section = text(row, 'Section');
  return {
    id: id(row, 'Id') ?? '',
    time: instant(row, 'CreatedDate') ?? '',
    actorId: id(row, 'CreatedById'),
    delegate: text(row, 'DelegateUser'),
    action,
    class: classify(action, section, detail),
    section,
    objectName: objectNameOf(detail),
    targetName: targetNameOf(detail),
    detail,
    targetId: target === undefined ? null : to18(target),
    raw: rest(row, carried),
  };
}
