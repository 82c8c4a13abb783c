// Generated from plugin.schema.json by scripts/generate.mjs. Do not edit.

/**
 * How the host authenticates; the plugin never sees a secret
 */
export type Auth =
  | {
      /**
       * `oauth2-client-credentials`
       */
      type: 'oauth2-client-credentials';
      /**
       * Where tokens are fetched; its origin must be declared under egress
       */
      tokenUrl: string;
      /**
       * Template over config
       */
      clientId: string;
      /**
       * Template over config; the field must be a secret
       */
      clientSecret: string;
      /**
       * In the body, or as HTTP basic
       */
      clientAuthentication?: 'body' | 'basic';
      /**
       * Sent when given
       */
      scopes?: string[];
      /**
       * How an expired token looks; the host then fetches a new one and tries once more
       */
      expired?: Answer[];
      /**
       * Refusals that trying again cannot mend, each with what the person should do. The first that matches is told
       */
      refused?: Refusal[];
    }
  | {
      /**
       * `bearer`
       */
      type: 'bearer';
      /**
       * Template over config
       */
      token: string;
      /**
       * How an expired token looks; the host then fetches a new one and tries once more
       */
      expired?: Answer[];
      /**
       * Refusals that trying again cannot mend, each with what the person should do. The first that matches is told
       */
      refused?: Refusal[];
    }
  | {
      /**
       * `api-key`
       */
      type: 'api-key';
      /**
       * Header or query
       */
      in: 'header' | 'query';
      /**
       * Name of the header or parameter
       */
      name: string;
      /**
       * Template over config
       */
      value: string;
      /**
       * How an expired token looks; the host then fetches a new one and tries once more
       */
      expired?: Answer[];
      /**
       * Refusals that trying again cannot mend, each with what the person should do. The first that matches is told
       */
      refused?: Refusal[];
    }
  | {
      /**
       * `basic`
       */
      type: 'basic';
      /**
       * Template over config
       */
      username: string;
      /**
       * Template over config
       */
      password: string;
      /**
       * How an expired token looks; the host then fetches a new one and tries once more
       */
      expired?: Answer[];
      /**
       * Refusals that trying again cannot mend, each with what the person should do. The first that matches is told
       */
      refused?: Refusal[];
    }
  | {
      /**
       * `none`
       */
      type: 'none';
      /**
       * How an expired token looks; the host then fetches a new one and tries once more
       */
      expired?: Answer[];
      /**
       * Refusals that trying again cannot mend, each with what the person should do. The first that matches is told
       */
      refused?: Refusal[];
    };

/**
 * What a Rollcall plugin declares in plugin.json. The one source for the host, forms, types, docs and editors.
 */
export interface Manifest {
  /**
   * Where this schema is, for editors
   */
  $schema?: string;
  /**
   * Names the plugin for ever
   */
  id: string;
  /**
   * For people
   */
  name: string;
  /**
   * Semantic version of the plugin
   */
  version: string;
  /**
   * Range of the plugin API that it is made for
   */
  apiVersion: string;
  /**
   * Who stands behind it
   */
  publisher: string;
  /**
   * One or two sentences: what it reads
   */
  description: string;
  /**
   * Path of an SVG or PNG in the plugin's folder
   */
  icon?: string;
  /**
   * Where to read more
   */
  homepage?: string;
  /**
   * SPDX expression
   */
  license?: string;
  /**
   * Path of the bundled ES module whose default export is definePlugin(…)
   */
  entry: string;
  config: Config;
  /**
   * Ordered steps beside the form; failing checks name them
   */
  setup?: SetupStep[];
  auth: Auth;
  baseUrl?: BaseUrl;
  /**
   * Origins that the plugin may reach
   */
  egress: Egress[];
  /**
   * Extra rights, each shown before installation
   *
   * Items: One right
   */
  permissions?: {
    /**
     * `secrets:read` gives the hook the secrets, for authentication that the host does not know
     */
    id: 'secrets:read';
    /**
     * Why, for the administrator
     */
    reason: string;
  }[];
  /**
   * What the provider allows per window
   */
  quota?: Quota[];
  /**
   * Named flows of records
   */
  streams: Stream[];
  /**
   * Which hooks the plugin implements
   */
  hooks: {
    testConnectivity: Hook;
    collect: Hook;
  };
}
/**
 * JSON Schema (draft 2020-12) of the form, in form order
 */
export interface Config {
  /**
   * Always `object`
   */
  type: 'object';
  /**
   * In form order
   */
  properties: {
    [k: string]: Property | undefined;
  };
  /**
   * Names of the fields that must be filled
   */
  required?: string[];
  /**
   * Raised when a field is renamed or removed
   */
  version?: number;
  /**
   * What to do with a config of an older version, in order
   */
  migrations?: Migration[];
  [k: string]: unknown | undefined;
}
/**
 * JSON Schema of one field, with `x-ui` and `x-identity`
 */
export interface Property {
  /**
   * Label of the field
   */
  title?: string;
  'x-ui'?: Ui;
  /**
   * Whether the field says which organisation is collected
   */
  'x-identity'?: boolean;
  /**
   * With format `secret`: kept in the vault, never shown
   */
  writeOnly?: boolean;
  [k: string]: unknown | undefined;
}
/**
 * How the form shows the field
 */
export interface Ui {
  /**
   * Shown in the empty field
   */
  placeholder?: string;
  /**
   * Markdown below the field
   */
  help?: string;
  /**
   * Width of the input
   */
  width?: 'short' | 'medium' | 'full';
  /**
   * Heading that fields share; `advanced` is folded
   */
  group?: string;
  /**
   * One message for each failed keyword
   */
  messages?: {
    [k: string]: string | undefined;
  };
  /**
   * Replacements in order, until they change nothing any more; on paste and on blur, and by CLI and API
   *
   * Items: RE2 pattern and replacement
   */
  clean?: {
    /**
     * RE2 regular expression
     */
    pattern: string;
    /**
     * May refer to groups as $1
     */
    replace: string;
  }[];
  /**
   * Shown in the input
   */
  unit?: string;
  /**
   * A text area
   */
  multiline?: boolean;
  /**
   * Words for the values of an enumeration
   */
  labels?: {
    [k: string]: string | undefined;
  };
}
/**
 * Leads a stored config to version `to`; steps act in the order rename, move, map, default, remove
 */
export interface Migration {
  /**
   * The version after it
   */
  to: number;
  /**
   * Old name → new name
   */
  rename?: {
    [k: string]: string | undefined;
  };
  /**
   * JSON pointer → JSON pointer
   */
  move?: {
    [k: string]: string | undefined;
  };
  /**
   * Field → old value → new value
   */
  map?: {
    [k: string]:
      | {
          [k: string]: unknown | undefined;
        }
      | undefined;
  };
  /**
   * Field → value where it is absent
   */
  default?: {
    [k: string]: unknown | undefined;
  };
  /**
   * Fields to drop
   */
  remove?: string[];
}
/**
 * One step of the guide
 */
export interface SetupStep {
  /**
   * What to do
   */
  title: string;
  /**
   * Named by checks and errors
   */
  id: string;
  /**
   * Markdown
   */
  body: string;
  /**
   * Where to read more
   */
  link?: string;
  /**
   * Path of an SVG or PNG in the plugin's folder
   */
  picture?: string;
  /**
   * Values that the person pastes elsewhere
   *
   * Items: One value
   */
  copy?: {
    /**
     * What it is
     */
    label: string;
    /**
     * What is copied
     */
    value: string;
    /**
     * Name of a file with this value, which is then offered for download
     */
    file?: string;
  }[];
  /**
   * Config fields that the step gives
   */
  fills?: string[];
}
/**
 * An answer that matches every given part
 */
export interface Answer {
  /**
   * The answer's status
   */
  status?: number;
  /**
   * RE2 regular expression, searched in the first 64 KiB of the body
   */
  bodyPattern?: string;
  /**
   * RE2 regular expression that must not be found
   */
  notBodyPattern?: string;
}
/**
 * A refusal and what to do about it
 */
export interface Refusal {
  /**
   * The answer's status
   */
  status?: number;
  /**
   * RE2 regular expression, searched in the first 64 KiB of the body
   */
  bodyPattern?: string;
  /**
   * RE2 regular expression that must not be found
   */
  notBodyPattern?: string;
  /**
   * What happened, for people
   */
  message: string;
  /**
   * What to do: the page to open, the box to tick
   */
  hint?: string;
  /**
   * Id of the step that mends it
   */
  setupStep?: string;
}
/**
 * What relative request URLs are resolved against. Its origin must equal a declared egress origin
 */
export interface BaseUrl {
  /**
   * From the config, or from the token answer
   */
  from: 'config' | 'token';
  /**
   * Template over config; with `from: token`, used until there is a token
   */
  value?: string;
  /**
   * JSON pointer into the token answer
   */
  pointer?: string;
}
/**
 * One origin and the reason for it
 */
export interface Egress {
  /**
   * Template over config, or an https origin
   */
  origin: string;
  /**
   * Shown before installation
   */
  reason: string;
}
/**
 * One quota of the provider
 */
export interface Quota {
  /**
   * For people
   */
  title: string;
  /**
   * Names it in ledgers and outputs
   */
  name: string;
  /**
   * Who shares it: `tenant`, the provider's organisation, or a template over config
   */
  scope?: string;
  /**
   * RE2 pattern of `METHOD /path` that is counted; every authenticated request when absent
   */
  applies?: string;
  /**
   * Where usage is read
   */
  usage: {
    /**
     * A response header; the pattern has the named groups `used` or `remaining`, and `limit`
     */
    header?: {
      /**
       * Any case
       */
      name: string;
      /**
       * RE2 with named groups
       */
      pattern: string;
    };
    /**
     * A resource to ask; pointers into its JSON
     */
    endpoint?: {
      /**
       * Below the base URL
       */
      url: string;
      /**
       * JSON pointer
       */
      limit: string;
      /**
       * JSON pointer
       */
      remaining?: string;
      /**
       * JSON pointer
       */
      used?: string;
    };
  };
  /**
   * What an answer looks like when nothing is left
   */
  exhausted?: Answer[];
  /**
   * What an answer looks like when requests come too fast; tried again later, not counted as exhausted
   */
  throttled?: Answer[];
  /**
   * The first rule that matches gives the cost; 1 otherwise
   *
   * Items: Cost of the requests that match
   */
  cost?: {
    /**
     * RE2 pattern of `METHOD /path`
     */
    match: string;
    /**
     * A number, or one for each item of an array in the request's JSON body
     */
    cost:
      | number
      | {
          /**
           * JSON pointer into the body
           */
          perItemOf: string;
        };
  }[];
  /**
   * Requests in flight at once
   */
  concurrency?: number;
  /**
   * Default share of the limit that usage may reach
   */
  ceilingPercent?: number;
  /**
   * When collection goes on after the ceiling
   */
  resume?: 'next-day';
}
/**
 * A named flow of records
 */
export interface Stream {
  /**
   * For people
   */
  title: string;
  /**
   * Names it in options and outputs
   */
  name: string;
  /**
   * What it holds and where it comes from
   */
  description?: string;
  /**
   * The normalised form of its records; `record` brings its own schema
   */
  entity:
    | 'tenant'
    | 'account'
    | 'licence_pool'
    | 'licence_assignment'
    | 'role'
    | 'role_assignment'
    | 'group'
    | 'group_member'
    | 'sign_in'
    | 'session'
    | 'factor'
    | 'factor_event'
    | 'app'
    | 'app_grant'
    | 'audit_event'
    | 'record';
  /**
   * Fields that identify a record; always `id`
   */
  primaryKey: string[];
  /**
   * `incremental` continues from a cursor, `snapshot` reads everything again and finds what is gone
   */
  mode: 'incremental' | 'snapshot';
  /**
   * How far behind the provider's present the checkpoint stays
   */
  settle?: string;
  /**
   * How far before its checkpoint a run begins
   */
  overlap?: string;
  /**
   * How long the provider keeps records
   */
  retention?: string;
  /**
   * What the integration user needs
   */
  permission?: string;
  /**
   * Fields that hold personal data
   */
  personalData?: string[];
  /**
   * How often it is collected by default
   */
  cadence?: string;
  /**
   * Whether it is collected unless switched off
   */
  enabled?: boolean;
  /**
   * JSON Schema of the records where the entity is `record`
   */
  schema?: {
    [k: string]: unknown | undefined;
  };
}
/**
 * Limits of a hook
 */
export interface Hook {
  /**
   * Longest life of one process; a long run is a chain of them. 30m when absent
   */
  slice?: string;
  /**
   * Most memory of the process, in MiB
   */
  memoryMb?: number;
}
