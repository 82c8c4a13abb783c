export { type CheckResumeOptions, checkResume } from './check-resume.js';
export { MemoryClock } from './memory-clock.js';
export {
  type MemoryHandler,
  MemoryHttp,
  type MemoryReply,
  type MemoryRequest,
} from './memory-http.js';
export { type LogLine, MemoryLog } from './memory-log.js';
export { MemorySink } from './memory-sink.js';
export { type Exchange, RecordingHttp, type Replay, replay } from './replay.js';
export {
  type ConnectorRun,
  type HookTestOptions,
  type RunConnectorOptions,
  type Runnable,
  runConnector,
  testConnector,
} from './run-connector.js';
