export { inject, injectable } from 'tsyringe';
export type { ConnectivityCheck } from './connector/connectivity-check.js';
export type {
  CollectRun,
  Connector,
  QuotaView,
  StreamRun,
  TestContext,
} from './connector/connector.js';
export type { Cursor, JsonValue } from './connector/cursor.js';
export type {
  BatchMessage,
  CollectMessage,
  CountedMessage,
  FailedMessage,
  PlanMessage,
  ProgressMessage,
  SkippedMessage,
  SnapshotCompleteMessage,
  StreamPlan,
  TenantMessage,
  WaitMessage,
} from './connector/messages.js';
export type { TimeSpan } from './connector/time-span.js';
export { type Account, account } from './entities/account.js';
export { type App, app } from './entities/app.js';
export { type AppGrant, appGrant } from './entities/app-grant.js';
export { type AuditEvent, auditEvent } from './entities/audit-event.js';
export {
  defineEntity,
  type Entity,
  type EntityField,
  type EntityRecord,
  type FieldKind,
  type RecordOf,
  schemaOf,
} from './entities/define-entity.js';
export { type EffectiveAccess, effectiveAccess } from './entities/effective-access.js';
export { type EntityName, entities } from './entities/entities.js';
export { type Factor, factor } from './entities/factor.js';
export { type FactorEvent, factorEvent } from './entities/factor-event.js';
export { type Group, group } from './entities/group.js';
export { type GroupMember, groupMember } from './entities/group-member.js';
export { type LicenceAssignment, licenceAssignment } from './entities/licence-assignment.js';
export { type LicencePool, licencePool } from './entities/licence-pool.js';
export { type Role, role } from './entities/role.js';
export { type RoleAssignment, roleAssignment } from './entities/role-assignment.js';
export { type Session, session } from './entities/session.js';
export { type SignIn, signIn } from './entities/sign-in.js';
export { type Tenant, tenant } from './entities/tenant.js';
export { type ErrorCode, type ErrorCodeFacts, errorCodes } from './errors/codes.js';
export {
  type ErrorData,
  endsRun,
  fromErrorData,
  hasCode,
  isRollcallError,
  RollcallError,
  type RollcallErrorDetails,
  toErrorData,
} from './errors/rollcall-error.js';
export { apiVersion } from './plugin/api-version.js';
export {
  type ConnectorClass,
  definePlugin,
  type PluginDefinition,
} from './plugin/define-plugin.js';
export type {
  Answer,
  Manifest,
  ManifestAuth,
  ManifestConfig,
  ManifestEgress,
  ManifestQuota,
  ManifestSetupStep,
  ManifestStream,
  Refusal,
} from './plugin/manifest.js';
export type { Clock } from './services/clock.js';
export type { Http, HttpRequest, HttpResponse, HttpStream } from './services/http.js';
export type { Log, LogFields } from './services/log.js';
export { type Token, Tokens } from './tokens.js';
