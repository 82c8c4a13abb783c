import type { ColumnType, Generated } from 'kysely';

import type { Severity } from '../checks/check.js';
import type { Disposition, FindingStatus } from '../findings/finding.js';
import type { AccessTables } from './access-tables.js';
import type { Instant, NullableInstant } from './columns.js';

/** JSON columns are written as text and read as values. */
export type Json<T = unknown> = ColumnType<T, string, string>;
type Count = ColumnType<number, number, number>;

/** One row a key: schema facts of the database itself. */
export interface MetaTable {
  /** `key_check`: proves that the master key is the one that the database was made with. */
  readonly key: string;
  readonly value: string;
}

/** Plugins by content. An integration pins a digest. */
export interface PluginTable {
  /** SHA-256 of the content, hex. */
  digest: string;
  plugin_id: string;
  version: string;
  manifest: Json;
  /** `bundled` plugins stay on disk; of `added` ones the archive is kept here. */
  source: 'bundled' | 'added';
  archive: Buffer | null;
  /** When an administrator accepted that it runs without a sandbox of its own. */
  risk_accepted_at: NullableInstant;
  installed_at: Instant;
  /** Whether new integrations use it. */
  active: boolean;
}

/** Configured instances of plugins. */
export interface IntegrationTable {
  id: string;
  plugin_id: string;
  plugin_digest: string;
  name: string;
  config: Json<Record<string, unknown>>;
  config_version: number;
  options: Json<Record<string, unknown>>;
  /** Whether a person paused it. */
  paused: boolean;
  tenant_id: string | null;
  tenant_name: string | null;
  /** Outcome of the latest connectivity test. */
  connected: boolean | null;
  tested_at: NullableInstant;
  created_at: Instant;
  updated_at: Instant;
}

/** Secrets, encrypted. */
export interface SecretTable {
  integration_id: string;
  field: string;
  /** Data key, wrapped by the master key. */
  wrapped_key: Buffer;
  ciphertext: Buffer;
  stored_at: Instant;
}

/** OAuth tokens, encrypted, shared by all processes. */
export interface TokenTable {
  integration_id: string;
  /** Rises with each new token. */
  generation: number;
  wrapped_key: Buffer | null;
  ciphertext: Buffer | null;
  /** New tokens in a row that were refused at once. */
  refused_in_a_row: number;
  updated_at: Instant;
}

/** Who may run an integration: the only authority. Times are the database's. */
export interface LeaseTable {
  integration_id: string;
  epoch: Count;
  holder: string;
  run_id: string | null;
  expires_at: Instant;
}

/** Statuses of a run; `queued` and `running` are not ends. */
export type RunStatus =
  | 'queued'
  | 'running'
  | 'succeeded'
  | 'partial'
  | 'paused'
  | 'failed'
  | 'cancelled';

/** Executions of hooks. */
export interface RunTable {
  id: string;
  integration_id: string;
  hook: 'collect' | 'testConnectivity' | 'plan' | 'folder';
  trigger: 'person' | 'schedule' | 'resume';
  status: RunStatus;
  /** Names of the streams to read; null for all that are on. */
  streams: Json<readonly string[] | null>;
  requested_at: Instant;
  started_at: NullableInstant;
  ended_at: NullableInstant;
  resume_at: NullableInstant;
  cancel_requested: boolean;
  error: Json<unknown> | null;
  plan: Json<unknown> | null;
  /** Checks of a test, or the receipt of a collection. */
  result: Json<unknown> | null;
  quota: Json<unknown> | null;
}

/** What happened to each stream in a run. */
export interface RunStreamTable {
  run_id: string;
  stream: string;
  status: 'waiting' | 'running' | 'done' | 'skipped' | 'paused' | 'failed';
  records: Count;
  inserted: Count;
  updated: Count;
  gone: Count;
  requests: Count;
  expected: number | null;
  reason: string | null;
  hint: string | null;
  setup_step: string | null;
  error: Json<unknown> | null;
}

/** What a follower of a run reads. */
export interface RunEventTable {
  id: Generated<number>;
  run_id: string;
  at: Instant;
  type: string;
  data: Json<unknown>;
}

/** What connector and host logged about a run. */
export interface RunLogTable {
  id: Generated<number>;
  run_id: string;
  at: Instant;
  level: 'debug' | 'info' | 'warn';
  source: 'connector' | 'host';
  message: string;
  fields: Json<Record<string, unknown>>;
}

/** Committed cursors and snapshot passes. */
export interface StreamStateTable {
  integration_id: string;
  stream: string;
  cursor: Json<unknown> | null;
  /** Number of the latest pass of a snapshot stream. */
  pass: number;
  /** When the open pass began; null when none is open. */
  pass_started_at: NullableInstant;
  /** Plugin version that the open pass belongs to. */
  pass_owner: string | null;
  /** When a complete pass first wanted to mark too many rows gone. */
  shrank_at: NullableInstant;
  shrank_gone: number | null;
  last_complete_at: NullableInstant;
  /** When the latest collection that had ended began, whatever became of the stream. */
  tried_at: NullableInstant;
  /** When the latest collection began that read the stream to its end, or found it skipped. */
  settled_at: NullableInstant;
  updated_at: Instant;
  /** How much of the stream the latest complete pass could see. */
  visibility: 'all' | 'own' | 'unknown' | null;
  /** What the latest run that read the stream came to. */
  outcome: 'done' | 'skipped' | 'paused' | 'failed' | null;
  /** When it was last read to its end. */
  done_at: NullableInstant;
  /** Why it was not, and what to do, for people. */
  reason: string | null;
  hint: string | null;
}

/** Spans of event streams, compared with the provider's own counts. */
export interface ReconciliationTable {
  integration_id: string;
  stream: string;
  /** Inclusive. */
  from_at: Instant;
  /** Exclusive. */
  to_at: Instant;
  stored: Count;
  provider: Count;
  checked_at: Instant;
  /** `differs` is being looked into; a `gap` was read again as often as it is worth. */
  status: 'complete' | 'differs' | 'gap';
  read_again: number;
  read_again_at: NullableInstant;
}

/** Usage of a tenant's quota, shared by all integrations and processes. */
export interface QuotaTable {
  /** `<plugin id>:<tenant id, or origin until it is known>`. */
  scope: string;
  name: string;
  used: number | null;
  max: number | null;
  /** When the request whose answer gave the reading began, and when that came: by the database's clock. */
  reading_began_at: NullableInstant;
  read_at: NullableInstant;
  /** When it came by the clock of the host that read it, for people. */
  shown_at: NullableInstant;
  /** What requests of ours have spent, ever. */
  ours: Generated<number>;
  /** Spent by others lately, per second. */
  others_per_second: number;
  paused_until: NullableInstant;
  /** Set when the provider itself said that nothing is left. */
  exhausted_at: NullableInstant;
  /** JSON: usages that no later answer certainly includes. */
  recent: Generated<string>;
}

/** Usage of a quota over time, for charts. */
export interface QuotaSampleTable {
  scope: string;
  name: string;
  /** The beginning of the five minutes that the sample is the last of. */
  slot: Instant;
  at: Instant;
  used: number | null;
  max: number | null;
  /** What requests of ours had spent until then, ever. */
  ours: Count;
  /** Set where a pause began. */
  paused_until: NullableInstant;
}

/** Which tenant an origin turned out to belong to. */
export interface QuotaScopeTable {
  origin_scope: string;
  tenant_scope: string;
}

/** Quota held for requests in flight, or spent and not yet seen in a reading. */
export interface QuotaReservationTable {
  id: Generated<number>;
  scope: string;
  name: string;
  cost: number;
  integration_id: string;
  epoch: Count;
  /** Null until it was sent. */
  sent_at: NullableInstant;
  created_at: Instant;
  settled: boolean;
}

/** How each check lately judged each integration. */
export interface CheckResultTable {
  integration_id: string;
  check_id: string;
  version: number;
  status: 'pass' | 'fail' | 'unavailable';
  /** Why it could not be judged. */
  reason: string | null;
  findings: number;
  checked_at: Instant;
}

/** What checks found. */
export interface FindingTable {
  id: string;
  /** The integration whose facts showed it last. */
  integration_id: string;
  check_id: string;
  check_version: number;
  /** Whether it happened, and stays true; else it is a state that may end. */
  is_episode: boolean;
  subject: string;
  bucket: string | null;
  severity: Severity;
  status: FindingStatus;
  status_at: Instant;
  title: string;
  accounts: string[];
  evidence: Json;
  /** When the evidence happened, by the provider's clock. */
  first_at: Instant;
  last_at: Instant;
  /** When checks found it, by ours. */
  first_seen: Instant;
  last_seen: Instant;
  times_seen: number;
  disposition: Disposition | null;
  /** What the person wrote who closed or muted it. */
  reason: string | null;
  muted_until: NullableInstant;
}

/** The history of findings: each change of status or severity. */
export interface FindingEventTable {
  id: Generated<number>;
  finding_id: string;
  at: Instant;
  type: string;
  /** Null where nobody did it. */
  actor: string | null;
  from_status: string | null;
  to_status: string;
  severity: Severity;
  disposition: string | null;
  until: NullableInstant;
  reason: string | null;
}

/** Copies of the records that findings rest on: they outlive the facts. */
export interface FindingRecordTable {
  finding_id: string;
  entity: string;
  id: string;
  record: Json<Record<string, unknown>>;
}

/** Who is told about findings. */
export interface DeliveryTargetTable {
  id: string;
  name: string;
  kind: 'webhook' | 'file';
  /** A URL, or an absolute path. */
  address: string;
  min_severity: Severity;
  /** Data key of the signing secret, wrapped by the master key. */
  wrapped_key: Buffer | null;
  ciphertext: Buffer | null;
  created_at: Instant;
  delivered_at: NullableInstant;
  failed_at: NullableInstant;
  error: string | null;
}

/** What is still to be delivered. */
export interface DeliveryOutboxTable {
  id: Generated<number>;
  target_id: string;
  finding_id: string;
  /** The same at each try: by it a receiver knows what it has. */
  key: string;
  body: string;
  created_at: Instant;
  tries: number;
  next_try_at: Instant;
}

/** Prices of licences that people set: for a plugin's integrations, or for one. */
export interface PriceListTable {
  /** A plugin's id, or an integration's. */
  scope: string;
  list: Json;
  updated_at: Instant;
}

/** Where the behavioural checks may continue: what they remember of the tenant. */
export interface BehaviourSnapshotTable {
  integration_id: string;
  /** Epoch milliseconds by the provider's clock: everything before it has been judged. */
  at: Count;
  /** Which checks with which thresholds it belongs to. */
  version: string;
  /** When the latest of the rows that were read was first seen: what came later is late. */
  seen_until: Instant;
  taken_at: Instant;
  /** JSON. */
  state: string;
}

/** What the behavioural checks remember of an account or a network, as of a snapshot or before. */
export interface BehaviourMemoryTable {
  integration_id: string;
  kind: 'account' | 'network';
  key: string;
  /** The snapshot that it was changed before. */
  at: Count;
  /** When it was last met, in epoch milliseconds. */
  last_at: Count;
  /** JSON. */
  state: string;
}

/** Every table outside the facts. */
export interface Tables extends AccessTables {
  'rollcall.meta': MetaTable;
  'rollcall.plugin': PluginTable;
  'rollcall.integration': IntegrationTable;
  'rollcall.secret': SecretTable;
  'rollcall.token': TokenTable;
  'rollcall.lease': LeaseTable;
  'rollcall.run': RunTable;
  'rollcall.run_stream': RunStreamTable;
  'rollcall.run_event': RunEventTable;
  'rollcall.run_log': RunLogTable;
  'rollcall.stream_state': StreamStateTable;
  'rollcall.reconciliation': ReconciliationTable;
  'rollcall.quota': QuotaTable;
  'rollcall.quota_sample': QuotaSampleTable;
  'rollcall.quota_scope': QuotaScopeTable;
  'rollcall.quota_reservation': QuotaReservationTable;
  'rollcall.check_result': CheckResultTable;
  'rollcall.finding': FindingTable;
  'rollcall.finding_event': FindingEventTable;
  'rollcall.finding_record': FindingRecordTable;
  'rollcall.delivery_target': DeliveryTargetTable;
  'rollcall.delivery_outbox': DeliveryOutboxTable;
  'rollcall.price_list': PriceListTable;
  'rollcall.behaviour_snapshot': BehaviourSnapshotTable;
  'rollcall.behaviour_memory': BehaviourMemoryTable;
}
