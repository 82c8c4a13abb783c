import type { Readable, Writable } from 'node:stream';
import type { HookIsolation, Host } from '../host-port.js';
import type { ManifestFault } from '../plugins/manifest-fault.js';

/** What a command is given of the process that it runs in. */
export interface CliIo {
  /** Results. */
  readonly stdout: Writable;
  /** Progress, questions and errors. */
  readonly stderr: Writable;
  /** Secrets and answers. */
  readonly stdin: Readable;
  /** Whether a person sits at `stdin`. */
  readonly stdinIsTty: boolean;
  /** Whether a person reads `stderr`. */
  readonly stderrIsTty: boolean;
  /** Environment variables, for `--secret key=env:VAR` and `doctor`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborts when the person interrupts the command, or the system ends it. */
  readonly interrupt: AbortSignal;
  /** IANA name of the zone that times are shown in; the system's when absent. */
  readonly timeZone?: string;
  /** Who runs the command, by the system's name; for the audit log. */
  readonly user?: string;
}

/** Which home, and whether its database may be brought to this version. */
export interface OpenOptions {
  /** From `--home`; the environment or the default decide when absent. */
  readonly home: string | undefined;
  /** Only `start` and `migrate` may. */
  readonly mayMigrate: boolean;
}

/** Something that is going on until it is closed. */
export interface Closable {
  close(): Promise<void>;
}

/** What the composition root lends to the commands. */
export interface CliBoot {
  /** Opens the host; the command closes it. Throws `SCHEMA_MISMATCH`, `KEY_MISMATCH` and the like. */
  openHost(options: OpenOptions): Promise<Host>;
  /** Begins to work on what is due, for `start`. */
  startWorkers(host: Host): Promise<Closable>;
  /** Where the home is, without opening it. */
  homeOf(flag: string | undefined): string;
  /** How well hook processes are fenced in here, and what would fence them better. */
  hookLevel(): Promise<HookIsolation>;
  /** Looks at a plugin's folder without a host. */
  validatePlugin(directory: string): Promise<{
    readonly manifest?: { readonly id: string; readonly name: string; readonly version: string };
    readonly faults: readonly ManifestFault[];
  }>;
  /** This version of Rollcall. */
  readonly version: string;
  /** Folder of the built console. */
  readonly consoleFolder: string;
}
