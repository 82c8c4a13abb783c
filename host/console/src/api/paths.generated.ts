// Generated from the OpenAPI document by scripts/generate.mjs. Do not edit.

export interface Paths {
  '/plugins': {
    get: {
      parameters: {
        query?: {
          cursor?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Plugins
             */
            'application/json': {
              /**
               * Items: A plugin
               */
              plugins: {
                id: string;
                name: string;
                version: string;
                publisher: string;
                description: string;
                source: 'bundled' | 'added';
                digest: string;
                riskAccepted: boolean;
              }[];
              next: string | null;
            };
          };
        };
      };
    };
    post: {
      parameters: {
        query: {
          digest: string;
          acceptRisk?: boolean;
        };
      };
      responses: {
        201: {
          content: {
            /**
             * A plugin with its form, guide and streams
             */
            'application/json': {
              id: string;
              name: string;
              version: string;
              publisher: string;
              description: string;
              source: 'bundled' | 'added';
              digest: string;
              riskAccepted: boolean;
              homepage: string | null;
              license: string | null;
              /**
               * JSON Schema of the form, in form order
               */
              config: {
                [k: string]: unknown;
              };
              /**
               * Fields that say where secrets are sent: a change asks for stored secrets again
               */
              sensitiveFields: string[];
              /**
               * Items: A step of the guide
               */
              setup: {
                id: string;
                title: string;
                body: string;
                link?: string;
                /**
                 * Items: A value to copy
                 */
                copy?: {
                  label: string;
                  value: string;
                  file: string;
                }[];
                fills?: string[];
              }[];
              /**
               * Items: Where it reaches, and why
               */
              egress: {
                origin: string;
                reason: string;
              }[];
              /**
               * Items: What it may, and why
               */
              permissions: {
                id: string;
                reason: string;
              }[];
              quota: {
                [k: string]: unknown;
              }[];
              /**
               * Items: A stream
               */
              streams: {
                name: string;
                title: string;
                entity: string;
                mode: 'incremental' | 'snapshot';
                description?: string;
                permission?: string;
                cadence?: string;
                retention?: string;
                personalData?: string[];
                enabled?: boolean;
              }[];
            };
          };
        };
      };
    };
  };
  '/plugins/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * A plugin with its form, guide and streams
             */
            'application/json': {
              id: string;
              name: string;
              version: string;
              publisher: string;
              description: string;
              source: 'bundled' | 'added';
              digest: string;
              riskAccepted: boolean;
              homepage: string | null;
              license: string | null;
              /**
               * JSON Schema of the form, in form order
               */
              config: {
                [k: string]: unknown;
              };
              /**
               * Fields that say where secrets are sent: a change asks for stored secrets again
               */
              sensitiveFields: string[];
              /**
               * Items: A step of the guide
               */
              setup: {
                id: string;
                title: string;
                body: string;
                link?: string;
                /**
                 * Items: A value to copy
                 */
                copy?: {
                  label: string;
                  value: string;
                  file: string;
                }[];
                fills?: string[];
              }[];
              /**
               * Items: Where it reaches, and why
               */
              egress: {
                origin: string;
                reason: string;
              }[];
              /**
               * Items: What it may, and why
               */
              permissions: {
                id: string;
                reason: string;
              }[];
              quota: {
                [k: string]: unknown;
              }[];
              /**
               * Items: A stream
               */
              streams: {
                name: string;
                title: string;
                entity: string;
                mode: 'incremental' | 'snapshot';
                description?: string;
                permission?: string;
                cadence?: string;
                retention?: string;
                personalData?: string[];
                enabled?: boolean;
              }[];
            };
          };
        };
      };
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        204: {};
      };
    };
  };
  '/plugins/{id}/icon': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {};
      };
    };
  };
  '/plugins/{id}/setup-files/{name}': {
    get: {
      parameters: {
        path: {
          id: string;
          name: string;
        };
      };
      responses: {
        200: {};
      };
    };
  };
  '/plugins/{id}/config/validate': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            config?: {
              [k: string]: unknown;
            };
            secrets?: {
              [k: string]: string;
            };
          };
        };
      };
      responses: {
        200: {
          content: {
            /**
             * The mistakes
             */
            'application/json': {
              valid: boolean;
              /**
               * Items: One mistake
               */
              faults: {
                pointer: string;
                field: string;
                keyword: string;
                message: string;
              }[];
            };
          };
        };
      };
    };
  };
  '/plugins/{id}/config/test': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            config?: {
              [k: string]: unknown;
            };
            /**
             * With `integrationId` an absent secret is the stored one, null leaves it out
             */
            secrets?: {
              [k: string]: string | null;
            };
            options?: {
              [k: string]: unknown;
            };
            /**
             * The integration that the form edits: then `config` holds what changes
             */
            integrationId?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            /**
             * The outcome
             */
            'application/json': {
              connected: boolean;
              message: string;
              /**
               * Items: One check
               */
              checks: {
                id: string;
                title: string;
                status: 'passed' | 'warning' | 'failed' | 'skipped';
                detail: string | null;
                hint: string | null;
                setupStep: string | null;
              }[];
            };
          };
        };
      };
    };
  };
  '/integrations': {
    get: {
      parameters: {
        query?: {
          cursor?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Integrations
             */
            'application/json': {
              /**
               * Items: An integration; its secrets are never part of it
               */
              integrations: {
                id: string;
                plugin: string;
                name: string;
                status: 'untested' | 'connected' | 'not-connected' | 'paused';
                paused: boolean;
                config: {
                  [k: string]: unknown;
                };
                options: {
                  [k: string]: unknown;
                };
                tenantId: string | null;
                tenantName: string | null;
                testedAt: string | null;
                createdAt: string;
                updatedAt: string;
                /**
                 * A run
                 */
                openRun: {
                  id: string;
                  integrationId: string;
                  hook: 'collect' | 'testConnectivity' | 'plan' | 'folder';
                  trigger: 'person' | 'schedule' | 'resume';
                  status:
                    | 'queued'
                    | 'running'
                    | 'succeeded'
                    | 'partial'
                    | 'paused'
                    | 'failed'
                    | 'cancelled';
                  requestedAt: string;
                  startedAt: string | null;
                  endedAt: string | null;
                  resumeAt: string | null;
                  /**
                   * Why it failed, and what to do
                   */
                  error: {
                    code: string;
                    message: string;
                    hint: string;
                  } | null;
                  streams: {
                    /**
                     * What became of a stream
                     */
                    [k: string]: {
                      status: 'waiting' | 'running' | 'done' | 'skipped' | 'paused' | 'failed';
                      records: number;
                      inserted: number;
                      updated: number;
                      gone: number;
                      requests: number;
                      expected: number | null;
                      reason: string | null;
                      hint: string | null;
                      setupStep: string | null;
                    };
                  };
                  /**
                   * The main quota at the end of the run
                   */
                  quota: {
                    used: number | null;
                    limit: number | null;
                    ceiling: number | null;
                    spentByRun: number;
                  } | null;
                  connected?: boolean;
                  /**
                   * Items: One check
                   */
                  checks?: {
                    id: string;
                    title: string;
                    status: 'passed' | 'warning' | 'failed' | 'skipped';
                    detail: string | null;
                    hint: string | null;
                    setupStep: string | null;
                  }[];
                  /**
                   * What a collection would cost
                   */
                  plan?: {
                    streams: {
                      /**
                       * One stream
                       */
                      [k: string]: {
                        records: number | null;
                        requests: number;
                        transport: string;
                        note: string | null;
                      };
                    };
                    requests: number;
                    /**
                     * The main quota
                     */
                    quota: {
                      used: number | null;
                      limit: number | null;
                      ceiling: number | null;
                    };
                    fits: boolean;
                  };
                } | null;
                /**
                 * A run
                 */
                lastRun: {
                  id: string;
                  integrationId: string;
                  hook: 'collect' | 'testConnectivity' | 'plan' | 'folder';
                  trigger: 'person' | 'schedule' | 'resume';
                  status:
                    | 'queued'
                    | 'running'
                    | 'succeeded'
                    | 'partial'
                    | 'paused'
                    | 'failed'
                    | 'cancelled';
                  requestedAt: string;
                  startedAt: string | null;
                  endedAt: string | null;
                  resumeAt: string | null;
                  /**
                   * Why it failed, and what to do
                   */
                  error: {
                    code: string;
                    message: string;
                    hint: string;
                  } | null;
                  streams: {
                    /**
                     * What became of a stream
                     */
                    [k: string]: {
                      status: 'waiting' | 'running' | 'done' | 'skipped' | 'paused' | 'failed';
                      records: number;
                      inserted: number;
                      updated: number;
                      gone: number;
                      requests: number;
                      expected: number | null;
                      reason: string | null;
                      hint: string | null;
                      setupStep: string | null;
                    };
                  };
                  /**
                   * The main quota at the end of the run
                   */
                  quota: {
                    used: number | null;
                    limit: number | null;
                    ceiling: number | null;
                    spentByRun: number;
                  } | null;
                  connected?: boolean;
                  /**
                   * Items: One check
                   */
                  checks?: {
                    id: string;
                    title: string;
                    status: 'passed' | 'warning' | 'failed' | 'skipped';
                    detail: string | null;
                    hint: string | null;
                    setupStep: string | null;
                  }[];
                  /**
                   * What a collection would cost
                   */
                  plan?: {
                    streams: {
                      /**
                       * One stream
                       */
                      [k: string]: {
                        records: number | null;
                        requests: number;
                        transport: string;
                        note: string | null;
                      };
                    };
                    requests: number;
                    /**
                     * The main quota
                     */
                    quota: {
                      used: number | null;
                      limit: number | null;
                      ceiling: number | null;
                    };
                    fits: boolean;
                  };
                } | null;
                nextAt: string | null;
                collectedAt: string | null;
                /**
                 * Streams that were not collected for three times their cadence
                 */
                stale: {
                  since: string;
                  streams: string[];
                } | null;
                /**
                 * The main quota
                 */
                quota: {
                  used: number | null;
                  limit: number | null;
                  ceiling: number | null;
                } | null;
              }[];
              next: string | null;
            };
          };
        };
      };
    };
    post: {
      parameters: {};
      requestBody: {
        content: {
          'application/json': {
            plugin: string;
            name: string;
            config: {
              [k: string]: unknown;
            };
            secrets?: {
              [k: string]: string;
            };
            options?: {
              [k: string]: unknown;
            };
          };
        };
      };
      responses: {
        201: {
          content: {
            /**
             * An integration; its secrets are never part of it
             */
            'application/json': {
              id: string;
              plugin: string;
              name: string;
              status: 'untested' | 'connected' | 'not-connected' | 'paused';
              paused: boolean;
              config: {
                [k: string]: unknown;
              };
              options: {
                [k: string]: unknown;
              };
              tenantId: string | null;
              tenantName: string | null;
              testedAt: string | null;
              createdAt: string;
              updatedAt: string;
            };
          };
        };
      };
    };
  };
  '/integrations/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * An integration; its secrets are never part of it
             */
            'application/json': {
              id: string;
              plugin: string;
              name: string;
              status: 'untested' | 'connected' | 'not-connected' | 'paused';
              paused: boolean;
              config: {
                [k: string]: unknown;
              };
              options: {
                [k: string]: unknown;
              };
              tenantId: string | null;
              tenantName: string | null;
              testedAt: string | null;
              createdAt: string;
              updatedAt: string;
              /**
               * A run
               */
              openRun: {
                id: string;
                integrationId: string;
                hook: 'collect' | 'testConnectivity' | 'plan' | 'folder';
                trigger: 'person' | 'schedule' | 'resume';
                status:
                  | 'queued'
                  | 'running'
                  | 'succeeded'
                  | 'partial'
                  | 'paused'
                  | 'failed'
                  | 'cancelled';
                requestedAt: string;
                startedAt: string | null;
                endedAt: string | null;
                resumeAt: string | null;
                /**
                 * Why it failed, and what to do
                 */
                error: {
                  code: string;
                  message: string;
                  hint: string;
                } | null;
                streams: {
                  /**
                   * What became of a stream
                   */
                  [k: string]: {
                    status: 'waiting' | 'running' | 'done' | 'skipped' | 'paused' | 'failed';
                    records: number;
                    inserted: number;
                    updated: number;
                    gone: number;
                    requests: number;
                    expected: number | null;
                    reason: string | null;
                    hint: string | null;
                    setupStep: string | null;
                  };
                };
                /**
                 * The main quota at the end of the run
                 */
                quota: {
                  used: number | null;
                  limit: number | null;
                  ceiling: number | null;
                  spentByRun: number;
                } | null;
                connected?: boolean;
                /**
                 * Items: One check
                 */
                checks?: {
                  id: string;
                  title: string;
                  status: 'passed' | 'warning' | 'failed' | 'skipped';
                  detail: string | null;
                  hint: string | null;
                  setupStep: string | null;
                }[];
                /**
                 * What a collection would cost
                 */
                plan?: {
                  streams: {
                    /**
                     * One stream
                     */
                    [k: string]: {
                      records: number | null;
                      requests: number;
                      transport: string;
                      note: string | null;
                    };
                  };
                  requests: number;
                  /**
                   * The main quota
                   */
                  quota: {
                    used: number | null;
                    limit: number | null;
                    ceiling: number | null;
                  };
                  fits: boolean;
                };
              } | null;
              /**
               * A run
               */
              lastRun: {
                id: string;
                integrationId: string;
                hook: 'collect' | 'testConnectivity' | 'plan' | 'folder';
                trigger: 'person' | 'schedule' | 'resume';
                status:
                  | 'queued'
                  | 'running'
                  | 'succeeded'
                  | 'partial'
                  | 'paused'
                  | 'failed'
                  | 'cancelled';
                requestedAt: string;
                startedAt: string | null;
                endedAt: string | null;
                resumeAt: string | null;
                /**
                 * Why it failed, and what to do
                 */
                error: {
                  code: string;
                  message: string;
                  hint: string;
                } | null;
                streams: {
                  /**
                   * What became of a stream
                   */
                  [k: string]: {
                    status: 'waiting' | 'running' | 'done' | 'skipped' | 'paused' | 'failed';
                    records: number;
                    inserted: number;
                    updated: number;
                    gone: number;
                    requests: number;
                    expected: number | null;
                    reason: string | null;
                    hint: string | null;
                    setupStep: string | null;
                  };
                };
                /**
                 * The main quota at the end of the run
                 */
                quota: {
                  used: number | null;
                  limit: number | null;
                  ceiling: number | null;
                  spentByRun: number;
                } | null;
                connected?: boolean;
                /**
                 * Items: One check
                 */
                checks?: {
                  id: string;
                  title: string;
                  status: 'passed' | 'warning' | 'failed' | 'skipped';
                  detail: string | null;
                  hint: string | null;
                  setupStep: string | null;
                }[];
                /**
                 * What a collection would cost
                 */
                plan?: {
                  streams: {
                    /**
                     * One stream
                     */
                    [k: string]: {
                      records: number | null;
                      requests: number;
                      transport: string;
                      note: string | null;
                    };
                  };
                  requests: number;
                  /**
                   * The main quota
                   */
                  quota: {
                    used: number | null;
                    limit: number | null;
                    ceiling: number | null;
                  };
                  fits: boolean;
                };
              } | null;
              nextAt: string | null;
              collectedAt: string | null;
              /**
               * Streams that were not collected for three times their cadence
               */
              stale: {
                since: string;
                streams: string[];
              } | null;
              /**
               * The main quota
               */
              quota: {
                used: number | null;
                limit: number | null;
                ceiling: number | null;
              } | null;
              records: {
                [k: string]: number;
              };
              /**
               * Names of the secrets that are stored
               */
              storedSecrets: string[];
            };
          };
        };
      };
    };
    patch: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            name?: string;
            /**
             * Named fields change, null removes
             */
            config?: {
              [k: string]: unknown;
            };
            secrets?: {
              [k: string]: string | null;
            };
            /**
             * Named options change, null removes
             */
            options?: {
              [k: string]: unknown;
            };
          };
        };
      };
      responses: {
        200: {
          content: {
            /**
             * An integration; its secrets are never part of it
             */
            'application/json': {
              id: string;
              plugin: string;
              name: string;
              status: 'untested' | 'connected' | 'not-connected' | 'paused';
              paused: boolean;
              config: {
                [k: string]: unknown;
              };
              options: {
                [k: string]: unknown;
              };
              tenantId: string | null;
              tenantName: string | null;
              testedAt: string | null;
              createdAt: string;
              updatedAt: string;
            };
          };
        };
      };
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Removed records by entity
             */
            'application/json': {
              removed: {
                [k: string]: unknown;
              };
            };
          };
        };
      };
    };
  };
  '/integrations/{id}/reconciliation': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Spans
             */
            'application/json': {
              /**
               * Items: A span of a stream, compared with the provider
               */
              spans: {
                stream: string;
                from: string;
                to: string;
                stored: number;
                provider: number;
                checkedAt: string;
                /**
                 * `differs` is being looked into; a `gap` was read again without success
                 */
                status: 'complete' | 'differs' | 'gap';
              }[];
            };
          };
        };
      };
    };
  };
  '/integrations/{id}/test': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        202: {
          content: {
            /**
             * A run
             */
            'application/json': {
              id: string;
              integrationId: string;
              hook: 'collect' | 'testConnectivity' | 'plan' | 'folder';
              trigger: 'person' | 'schedule' | 'resume';
              status:
                'queued' | 'running' | 'succeeded' | 'partial' | 'paused' | 'failed' | 'cancelled';
              requestedAt: string;
              startedAt: string | null;
              endedAt: string | null;
              resumeAt: string | null;
              /**
               * Why it failed, and what to do
               */
              error: {
                code: string;
                message: string;
                hint: string;
              } | null;
              streams: {
                /**
                 * What became of a stream
                 */
                [k: string]: {
                  status: 'waiting' | 'running' | 'done' | 'skipped' | 'paused' | 'failed';
                  records: number;
                  inserted: number;
                  updated: number;
                  gone: number;
                  requests: number;
                  expected: number | null;
                  reason: string | null;
                  hint: string | null;
                  setupStep: string | null;
                };
              };
              /**
               * The main quota at the end of the run
               */
              quota: {
                used: number | null;
                limit: number | null;
                ceiling: number | null;
                spentByRun: number;
              } | null;
              connected?: boolean;
              /**
               * Items: One check
               */
              checks?: {
                id: string;
                title: string;
                status: 'passed' | 'warning' | 'failed' | 'skipped';
                detail: string | null;
                hint: string | null;
                setupStep: string | null;
              }[];
              /**
               * What a collection would cost
               */
              plan?: {
                streams: {
                  /**
                   * One stream
                   */
                  [k: string]: {
                    records: number | null;
                    requests: number;
                    transport: string;
                    note: string | null;
                  };
                };
                requests: number;
                /**
                 * The main quota
                 */
                quota: {
                  used: number | null;
                  limit: number | null;
                  ceiling: number | null;
                };
                fits: boolean;
              };
            };
          };
        };
      };
    };
  };
  '/integrations/{id}/plan': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        202: {
          content: {
            /**
             * A run
             */
            'application/json': {
              id: string;
              integrationId: string;
              hook: 'collect' | 'testConnectivity' | 'plan' | 'folder';
              trigger: 'person' | 'schedule' | 'resume';
              status:
                'queued' | 'running' | 'succeeded' | 'partial' | 'paused' | 'failed' | 'cancelled';
              requestedAt: string;
              startedAt: string | null;
              endedAt: string | null;
              resumeAt: string | null;
              /**
               * Why it failed, and what to do
               */
              error: {
                code: string;
                message: string;
                hint: string;
              } | null;
              streams: {
                /**
                 * What became of a stream
                 */
                [k: string]: {
                  status: 'waiting' | 'running' | 'done' | 'skipped' | 'paused' | 'failed';
                  records: number;
                  inserted: number;
                  updated: number;
                  gone: number;
                  requests: number;
                  expected: number | null;
                  reason: string | null;
                  hint: string | null;
                  setupStep: string | null;
                };
              };
              /**
               * The main quota at the end of the run
               */
              quota: {
                used: number | null;
                limit: number | null;
                ceiling: number | null;
                spentByRun: number;
              } | null;
              connected?: boolean;
              /**
               * Items: One check
               */
              checks?: {
                id: string;
                title: string;
                status: 'passed' | 'warning' | 'failed' | 'skipped';
                detail: string | null;
                hint: string | null;
                setupStep: string | null;
              }[];
              /**
               * What a collection would cost
               */
              plan?: {
                streams: {
                  /**
                   * One stream
                   */
                  [k: string]: {
                    records: number | null;
                    requests: number;
                    transport: string;
                    note: string | null;
                  };
                };
                requests: number;
                /**
                 * The main quota
                 */
                quota: {
                  used: number | null;
                  limit: number | null;
                  ceiling: number | null;
                };
                fits: boolean;
              };
            };
          };
        };
      };
    };
  };
  '/integrations/{id}/collect': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * @minItems 1
             * @maxItems 100
             */
            streams?: string[];
            due?: boolean;
          } | null;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Nothing is due: no run was made
             */
            'application/json': {
              run: {
                [k: string]: unknown;
              };
              streams: {
                [k: string]: unknown;
              };
              quota: null;
            };
          };
        };
        202: {
          content: {
            /**
             * A run
             */
            'application/json': {
              id: string;
              integrationId: string;
              hook: 'collect' | 'testConnectivity' | 'plan' | 'folder';
              trigger: 'person' | 'schedule' | 'resume';
              status:
                'queued' | 'running' | 'succeeded' | 'partial' | 'paused' | 'failed' | 'cancelled';
              requestedAt: string;
              startedAt: string | null;
              endedAt: string | null;
              resumeAt: string | null;
              /**
               * Why it failed, and what to do
               */
              error: {
                code: string;
                message: string;
                hint: string;
              } | null;
              streams: {
                /**
                 * What became of a stream
                 */
                [k: string]: {
                  status: 'waiting' | 'running' | 'done' | 'skipped' | 'paused' | 'failed';
                  records: number;
                  inserted: number;
                  updated: number;
                  gone: number;
                  requests: number;
                  expected: number | null;
                  reason: string | null;
                  hint: string | null;
                  setupStep: string | null;
                };
              };
              /**
               * The main quota at the end of the run
               */
              quota: {
                used: number | null;
                limit: number | null;
                ceiling: number | null;
                spentByRun: number;
              } | null;
              connected?: boolean;
              /**
               * Items: One check
               */
              checks?: {
                id: string;
                title: string;
                status: 'passed' | 'warning' | 'failed' | 'skipped';
                detail: string | null;
                hint: string | null;
                setupStep: string | null;
              }[];
              /**
               * What a collection would cost
               */
              plan?: {
                streams: {
                  /**
                   * One stream
                   */
                  [k: string]: {
                    records: number | null;
                    requests: number;
                    transport: string;
                    note: string | null;
                  };
                };
                requests: number;
                /**
                 * The main quota
                 */
                quota: {
                  used: number | null;
                  limit: number | null;
                  ceiling: number | null;
                };
                fits: boolean;
              };
            };
          };
        };
      };
    };
  };
  '/integrations/{id}/pause': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              [k: string]: unknown;
            };
          };
        };
      };
    };
  };
  '/integrations/{id}/resume': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              [k: string]: unknown;
            };
          };
        };
      };
    };
  };
  '/runs': {
    get: {
      parameters: {
        query?: {
          cursor?: string;
          limit?: number;
          integration?: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Runs
             */
            'application/json': {
              /**
               * Items: A run
               */
              runs: {
                id: string;
                integrationId: string;
                hook: 'collect' | 'testConnectivity' | 'plan' | 'folder';
                trigger: 'person' | 'schedule' | 'resume';
                status:
                  | 'queued'
                  | 'running'
                  | 'succeeded'
                  | 'partial'
                  | 'paused'
                  | 'failed'
                  | 'cancelled';
                requestedAt: string;
                startedAt: string | null;
                endedAt: string | null;
                resumeAt: string | null;
                /**
                 * Why it failed, and what to do
                 */
                error: {
                  code: string;
                  message: string;
                  hint: string;
                } | null;
                streams: {
                  /**
                   * What became of a stream
                   */
                  [k: string]: {
                    status: 'waiting' | 'running' | 'done' | 'skipped' | 'paused' | 'failed';
                    records: number;
                    inserted: number;
                    updated: number;
                    gone: number;
                    requests: number;
                    expected: number | null;
                    reason: string | null;
                    hint: string | null;
                    setupStep: string | null;
                  };
                };
                /**
                 * The main quota at the end of the run
                 */
                quota: {
                  used: number | null;
                  limit: number | null;
                  ceiling: number | null;
                  spentByRun: number;
                } | null;
                connected?: boolean;
                /**
                 * Items: One check
                 */
                checks?: {
                  id: string;
                  title: string;
                  status: 'passed' | 'warning' | 'failed' | 'skipped';
                  detail: string | null;
                  hint: string | null;
                  setupStep: string | null;
                }[];
                /**
                 * What a collection would cost
                 */
                plan?: {
                  streams: {
                    /**
                     * One stream
                     */
                    [k: string]: {
                      records: number | null;
                      requests: number;
                      transport: string;
                      note: string | null;
                    };
                  };
                  requests: number;
                  /**
                   * The main quota
                   */
                  quota: {
                    used: number | null;
                    limit: number | null;
                    ceiling: number | null;
                  };
                  fits: boolean;
                };
              }[];
              next: string | null;
            };
          };
        };
      };
    };
  };
  '/runs/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * A run
             */
            'application/json': {
              id: string;
              integrationId: string;
              hook: 'collect' | 'testConnectivity' | 'plan' | 'folder';
              trigger: 'person' | 'schedule' | 'resume';
              status:
                'queued' | 'running' | 'succeeded' | 'partial' | 'paused' | 'failed' | 'cancelled';
              requestedAt: string;
              startedAt: string | null;
              endedAt: string | null;
              resumeAt: string | null;
              /**
               * Why it failed, and what to do
               */
              error: {
                code: string;
                message: string;
                hint: string;
              } | null;
              streams: {
                /**
                 * What became of a stream
                 */
                [k: string]: {
                  status: 'waiting' | 'running' | 'done' | 'skipped' | 'paused' | 'failed';
                  records: number;
                  inserted: number;
                  updated: number;
                  gone: number;
                  requests: number;
                  expected: number | null;
                  reason: string | null;
                  hint: string | null;
                  setupStep: string | null;
                };
              };
              /**
               * The main quota at the end of the run
               */
              quota: {
                used: number | null;
                limit: number | null;
                ceiling: number | null;
                spentByRun: number;
              } | null;
              connected?: boolean;
              /**
               * Items: One check
               */
              checks?: {
                id: string;
                title: string;
                status: 'passed' | 'warning' | 'failed' | 'skipped';
                detail: string | null;
                hint: string | null;
                setupStep: string | null;
              }[];
              /**
               * What a collection would cost
               */
              plan?: {
                streams: {
                  /**
                   * One stream
                   */
                  [k: string]: {
                    records: number | null;
                    requests: number;
                    transport: string;
                    note: string | null;
                  };
                };
                requests: number;
                /**
                 * The main quota
                 */
                quota: {
                  used: number | null;
                  limit: number | null;
                  ceiling: number | null;
                };
                fits: boolean;
              };
            };
          };
        };
      };
    };
  };
  '/runs/{id}/cancel': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        202: {
          content: {
            /**
             * A run
             */
            'application/json': {
              id: string;
              integrationId: string;
              hook: 'collect' | 'testConnectivity' | 'plan' | 'folder';
              trigger: 'person' | 'schedule' | 'resume';
              status:
                'queued' | 'running' | 'succeeded' | 'partial' | 'paused' | 'failed' | 'cancelled';
              requestedAt: string;
              startedAt: string | null;
              endedAt: string | null;
              resumeAt: string | null;
              /**
               * Why it failed, and what to do
               */
              error: {
                code: string;
                message: string;
                hint: string;
              } | null;
              streams: {
                /**
                 * What became of a stream
                 */
                [k: string]: {
                  status: 'waiting' | 'running' | 'done' | 'skipped' | 'paused' | 'failed';
                  records: number;
                  inserted: number;
                  updated: number;
                  gone: number;
                  requests: number;
                  expected: number | null;
                  reason: string | null;
                  hint: string | null;
                  setupStep: string | null;
                };
              };
              /**
               * The main quota at the end of the run
               */
              quota: {
                used: number | null;
                limit: number | null;
                ceiling: number | null;
                spentByRun: number;
              } | null;
              connected?: boolean;
              /**
               * Items: One check
               */
              checks?: {
                id: string;
                title: string;
                status: 'passed' | 'warning' | 'failed' | 'skipped';
                detail: string | null;
                hint: string | null;
                setupStep: string | null;
              }[];
              /**
               * What a collection would cost
               */
              plan?: {
                streams: {
                  /**
                   * One stream
                   */
                  [k: string]: {
                    records: number | null;
                    requests: number;
                    transport: string;
                    note: string | null;
                  };
                };
                requests: number;
                /**
                 * The main quota
                 */
                quota: {
                  used: number | null;
                  limit: number | null;
                  ceiling: number | null;
                };
                fits: boolean;
              };
            };
          };
        };
      };
    };
  };
  '/runs/{id}/logs': {
    get: {
      parameters: {
        query?: {
          cursor?: string;
          limit?: number;
          level?: 'debug' | 'info' | 'warn';
        };
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Lines
             */
            'application/json': {
              /**
               * Items: A line
               */
              lines: {
                id: string;
                at: string;
                level: 'debug' | 'info' | 'warn';
                /**
                 * The plugin, or the host about it
                 */
                source: 'connector' | 'host';
                message: string;
                fields: {
                  [k: string]: unknown;
                };
              }[];
              next: string | null;
            };
          };
        };
      };
    };
  };
  '/runs/{id}/events': {
    get: {
      parameters: {
        path: {
          id: string;
        };
        header?: {
          'last-event-id'?: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Events
             */
            'text/event-stream': string;
          };
        };
      };
    };
  };
  '/quota': {
    get: {
      parameters: {
        query?: {
          integration?: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Quotas
             */
            'application/json': {
              /**
               * Items: A quota
               */
              quotas: {
                name: string;
                scope: string;
                used: number | null;
                limit: number | null;
                ceiling: number | null;
                reserved: number;
                readAt: string | null;
                pausedUntil: string | null;
              }[];
            };
          };
        };
      };
    };
  };
  '/quota/history': {
    get: {
      parameters: {
        query?: {
          integration?: string;
          hours?: number;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Samples, oldest first
             */
            'application/json': {
              /**
               * Items: Usage at one time
               */
              samples: {
                name: string;
                scope: string;
                at: string;
                used: number | null;
                limit: number | null;
                /**
                 * What requests of Rollcall had spent until then, ever; differences tell its share
                 */
                ours: number;
                pausedUntil: string | null;
              }[];
            };
          };
        };
      };
    };
  };
  '/reports/licences': {
    get: {
      parameters: {
        query?: {
          integration?: string;
          format?: 'json' | 'csv' | 'markdown' | 'html';
          days?: number;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * The report
             */
            'application/json': {
              asOf: string;
              header: {
                [k: string]: unknown;
              };
              currency: string;
              days: number;
              /**
               * Items: An integration
               */
              integrations: {
                id: string;
                name: string;
                asOf: string | null;
              }[];
              /**
               * The money
               */
              figures: {
                idleSpend: number;
                reclaimableNow: number;
                /**
                 * At renewal
                 */
                realisableAtRenewal: {
                  yearly: number;
                  on: string | null;
                };
                unassignedSpend: number;
                avoidedPurchase: number | null;
                changes: number;
                expected: number;
                likely: number;
              };
              bands: {
                [k: string]: unknown;
              }[];
              /**
               * Items: A licence
               */
              pools: {
                integrationId: string;
                licenceId: string;
                name: string;
                layer: string;
                total: number | null;
                used: number | null;
                assigned: number;
                unassigned: number | null;
                idle: number;
                neverUsed: number;
                frozen: number;
                deactivated: number;
                heldTwice: number;
                expiresOn: string | null;
                isExpiring: boolean;
                monthlyPrice: number | null;
                priceSource: string | null;
                idleSpend: number | null;
                unassignedSpend: number | null;
                reclaimable: number;
                reclaimableSpend: number | null;
                renewsOn: string | null;
              }[];
              /**
               * Items: An account that nobody uses
               */
              accounts: {
                integrationId: string;
                accountId: string;
                username: string;
                displayName: string | null;
                kind: 'human' | 'service';
                state: string;
                licence: string;
                licences: string[];
                /**
                 * Its latest use
                 */
                lastUse: {
                  at: string;
                  by: 'sign-in' | 'token';
                } | null;
                days: number | null;
                rule: string;
                reason: string;
                action: 'deactivate' | 'freeze first' | 'keep';
                confidence: number;
                guards: string[];
                monthlySaving: number | null;
                isListPrice: boolean;
              }[];
              /**
               * Items: A cheaper licence that may do
               */
              changes: {
                integrationId: string;
                accountId: string;
                username: string;
                kind: string;
                action: 'downgrade' | 'convert';
                licence: string;
                to: string;
                monthlySaving: number;
                confidence: number;
                reason: string;
              }[];
              /**
               * Items: A deactivated account that holds seats
               */
              deactivated: {
                integrationId: string;
                accountId: string;
                username: string;
                licences: string[];
                monthlySaving: number | null;
              }[];
              monthlySaving: number;
              /**
               * Items: What limits it
               */
              notes: {
                integrationId: string;
                text: string;
              }[];
            };
          };
        };
      };
    };
  };
  '/reports/licences/steps': {
    get: {
      parameters: {
        query?: {
          integration?: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * The money by days
             */
            'application/json': {
              asOf: string;
              currency: string;
              /**
               * Items: A number of days
               */
              steps: {
                days: number;
                humans: number;
                services: number;
                unpriced: number;
                idleSpend: number;
                reclaimableNow: number;
                /**
                 * At renewal
                 */
                realisableAtRenewal: {
                  yearly: number;
                  on: string | null;
                };
              }[];
            };
          };
        };
      };
    };
  };
  '/reports/sign-ins': {
    get: {
      parameters: {
        query?: {
          integration?: string;
          format?: 'json' | 'csv' | 'markdown' | 'html';
          from?: string;
          to?: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * The report
             */
            'application/json': {
              asOf: string;
              header: {
                [k: string]: unknown;
              };
              signIns: number;
              failures: number;
              mfa: {
                [k: string]: unknown;
              };
              completeness: {
                [k: string]: unknown;
              }[];
            };
          };
        };
      };
    };
  };
  '/reports/access': {
    get: {
      parameters: {
        query?: {
          integration?: string;
          format?: 'json' | 'csv' | 'markdown' | 'html';
          from?: string;
          to?: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * The report
             */
            'application/json': {
              asOf: string;
              header: {
                [k: string]: unknown;
              };
              capabilities: {
                [k: string]: unknown;
              }[];
              holders: {
                [k: string]: unknown;
              }[];
              difference: {
                [k: string]: unknown;
              } | null;
              rightsChanges: {
                [k: string]: unknown;
              }[];
            };
          };
        };
      };
    };
  };
  '/reports/findings': {
    get: {
      parameters: {
        query?: {
          integration?: string;
          format?: 'json' | 'csv' | 'markdown' | 'html';
          from?: string;
          to?: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * The report
             */
            'application/json': {
              asOf: string;
              header: {
                [k: string]: unknown;
              };
              bySeverity: {
                [k: string]: unknown;
              }[];
              checks: {
                [k: string]: unknown;
              }[];
              findings: {
                [k: string]: unknown;
              }[];
            };
          };
        };
      };
    };
  };
  '/reports/sign-ins/evidence': {
    post: {
      parameters: {};
      requestBody: {
        content: {
          'application/json': {
            /**
             * Only this integration (id or display name)
             */
            integration?: string;
            /**
             * First day, or instant, in UTC
             */
            from?: string;
            /**
             * Last day, or instant before which, in UTC
             */
            to?: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            /**
             * An evidence pack of sign-ins
             */
            'application/json': {
              sha256: string;
              bytes: number;
              madeAt: string;
              /**
               * Items: How complete a stream is
               */
              completeness: {
                integrationId: string;
                stream: string;
                title: string;
                status: 'complete' | 'gap' | 'not compared';
                /**
                 * Records of the period that are stored
                 */
                stored: number;
                comparedStored: number;
                comparedProvider: number;
                spans: number;
                gaps: number;
              }[];
              /**
               * Items: A file of the pack
               */
              files: {
                name: string;
                bytes: number;
                sha256: string;
                /**
                 * Lines of data; null where the file is no list
                 */
                records: number | null;
              }[];
            };
          };
        };
      };
    };
  };
  '/reports/sign-ins/evidence/{sha256}': {
    get: {
      parameters: {
        path: {
          sha256: string;
        };
      };
      responses: {
        200: {};
      };
    };
  };
  '/findings': {
    get: {
      parameters: {
        query?: {
          cursor?: string;
          limit?: number;
          status?: ('new' | 'open' | 'reopened' | 'muted' | 'closed' | 'resolved')[];
          severity?: ('info' | 'low' | 'medium' | 'high' | 'critical')[];
          check?: string[];
          integration?: string;
          account?: string;
          q?: string;
          sort?: 'severity' | 'lastSeen';
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Findings
             */
            'application/json': {
              /**
               * Items: A finding
               */
              findings: {
                id: string;
                check: string;
                severity: 'info' | 'low' | 'medium' | 'high' | 'critical';
                status: 'new' | 'open' | 'reopened' | 'muted' | 'closed' | 'resolved';
                accounts: string[];
                firstSeen: string;
                lastSeen: string;
                title: string;
                integrationId: string;
                subject: string;
                /**
                 * When the first of its evidence happened, at the provider
                 */
                firstAt: string;
                lastAt: string;
                timesSeen: number;
                /**
                 * Since when it has its status
                 */
                statusAt: string;
                disposition: 'fixed' | 'accepted-risk' | 'expected' | 'false-alarm' | null;
                reason: string | null;
                mutedUntil: string | null;
              }[];
              /**
               * Numbers by property, each without regard to the filter of that property
               */
              counts: {
                status: {
                  [k: string]: number;
                };
                severity: {
                  [k: string]: number;
                };
                check: {
                  [k: string]: number;
                };
              };
              next: string | null;
            };
          };
        };
      };
    };
  };
  '/findings/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * A finding with all that is known of it
             */
            'application/json': {
              id: string;
              check: string;
              severity: 'info' | 'low' | 'medium' | 'high' | 'critical';
              status: 'new' | 'open' | 'reopened' | 'muted' | 'closed' | 'resolved';
              accounts: string[];
              firstSeen: string;
              lastSeen: string;
              title: string;
              integrationId: string;
              subject: string;
              /**
               * When the first of its evidence happened, at the provider
               */
              firstAt: string;
              lastAt: string;
              timesSeen: number;
              /**
               * Since when it has its status
               */
              statusAt: string;
              disposition: 'fixed' | 'accepted-risk' | 'expected' | 'false-alarm' | null;
              reason: string | null;
              mutedUntil: string | null;
              checkTitle: string | null;
              checkVersion: number;
              category: string | null;
              explanation: string | null;
              remediation: string | null;
              severityRule: string | null;
              /**
               * Where it is described
               */
              references: {
                /**
                 * MITRE ATT&CK techniques
                 */
                attack: string[];
                /**
                 * Controls of CIS, NIST, ISO and SOC 2
                 */
                controls: string[];
              };
              /**
               * What it rests on
               */
              evidence: {
                signInIds: string[];
                auditEventIds: string[];
                tokenIds: string[];
                /**
                 * Items: A record
                 */
                records: {
                  entity: string;
                  id: string;
                }[];
                /**
                 * Figures and names that a person reads
                 */
                facts: {
                  [k: string]: unknown;
                };
              };
              /**
               * Items: A copy of a record
               */
              records: {
                entity: string;
                id: string;
                record: {
                  [k: string]: unknown;
                };
              }[];
              /**
               * Items: A change
               */
              history: {
                at: string;
                type:
                  | 'found'
                  | 'opened'
                  | 'severity'
                  | 'muted'
                  | 'mute-ended'
                  | 'closed'
                  | 'resolved'
                  | 'reopened';
                actor: string | null;
                from: string | null;
                to: string;
                severity: string;
                disposition: string | null;
                until: string | null;
                reason: string | null;
              }[];
            };
          };
        };
      };
    };
  };
  '/findings/{id}/close': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            disposition: 'fixed' | 'accepted-risk' | 'expected' | 'false-alarm';
            /**
             * Why, for the history
             */
            reason?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            /**
             * A finding
             */
            'application/json': {
              id: string;
              check: string;
              severity: 'info' | 'low' | 'medium' | 'high' | 'critical';
              status: 'new' | 'open' | 'reopened' | 'muted' | 'closed' | 'resolved';
              accounts: string[];
              firstSeen: string;
              lastSeen: string;
              title: string;
              integrationId: string;
              subject: string;
              /**
               * When the first of its evidence happened, at the provider
               */
              firstAt: string;
              lastAt: string;
              timesSeen: number;
              /**
               * Since when it has its status
               */
              statusAt: string;
              disposition: 'fixed' | 'accepted-risk' | 'expected' | 'false-alarm' | null;
              reason: string | null;
              mutedUntil: string | null;
            };
          };
        };
      };
    };
  };
  '/findings/{id}/reopen': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Why, for the history
             */
            reason?: string;
          } | null;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * A finding
             */
            'application/json': {
              id: string;
              check: string;
              severity: 'info' | 'low' | 'medium' | 'high' | 'critical';
              status: 'new' | 'open' | 'reopened' | 'muted' | 'closed' | 'resolved';
              accounts: string[];
              firstSeen: string;
              lastSeen: string;
              title: string;
              integrationId: string;
              subject: string;
              /**
               * When the first of its evidence happened, at the provider
               */
              firstAt: string;
              lastAt: string;
              timesSeen: number;
              /**
               * Since when it has its status
               */
              statusAt: string;
              disposition: 'fixed' | 'accepted-risk' | 'expected' | 'false-alarm' | null;
              reason: string | null;
              mutedUntil: string | null;
            };
          };
        };
      };
    };
  };
  '/findings/{id}/mute': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * A day, an instant, or a time from now (`30d`)
             */
            until: string;
            /**
             * Why, for the history
             */
            reason?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            /**
             * A finding
             */
            'application/json': {
              id: string;
              check: string;
              severity: 'info' | 'low' | 'medium' | 'high' | 'critical';
              status: 'new' | 'open' | 'reopened' | 'muted' | 'closed' | 'resolved';
              accounts: string[];
              firstSeen: string;
              lastSeen: string;
              title: string;
              integrationId: string;
              subject: string;
              /**
               * When the first of its evidence happened, at the provider
               */
              firstAt: string;
              lastAt: string;
              timesSeen: number;
              /**
               * Since when it has its status
               */
              statusAt: string;
              disposition: 'fixed' | 'accepted-risk' | 'expected' | 'false-alarm' | null;
              reason: string | null;
              mutedUntil: string | null;
            };
          };
        };
      };
    };
  };
  '/findings/actions': {
    post: {
      parameters: {};
      requestBody: {
        content: {
          'application/json': {
            /**
             * @minItems 1
             * @maxItems 1000
             */
            ids: string[];
            action: 'close' | 'reopen' | 'mute';
            disposition?: 'fixed' | 'accepted-risk' | 'expected' | 'false-alarm';
            /**
             * A day, an instant, or a time from now (`30d`)
             */
            until?: string;
            /**
             * Why, for the history
             */
            reason?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            /**
             * The findings as they are now
             */
            'application/json': {
              /**
               * Items: A finding
               */
              findings: {
                id: string;
                check: string;
                severity: 'info' | 'low' | 'medium' | 'high' | 'critical';
                status: 'new' | 'open' | 'reopened' | 'muted' | 'closed' | 'resolved';
                accounts: string[];
                firstSeen: string;
                lastSeen: string;
                title: string;
                integrationId: string;
                subject: string;
                /**
                 * When the first of its evidence happened, at the provider
                 */
                firstAt: string;
                lastAt: string;
                timesSeen: number;
                /**
                 * Since when it has its status
                 */
                statusAt: string;
                disposition: 'fixed' | 'accepted-risk' | 'expected' | 'false-alarm' | null;
                reason: string | null;
                mutedUntil: string | null;
              }[];
            };
          };
        };
      };
    };
  };
  '/reviews': {
    get: {
      parameters: {
        query?: {
          cursor?: string;
          limit?: number;
          kind?: 'sign-ins' | 'access';
          state?: 'open' | 'completed';
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Reviews
             */
            'application/json': {
              /**
               * Items: A review
               */
              reviews: {
                id: string;
                kind: 'sign-ins' | 'access';
                title: string;
                integrationId: string | null;
                integrationName: string | null;
                from: string | null;
                to: string;
                state: 'open' | 'completed';
                startedAt: string;
                startedBy: string;
                completedAt: string | null;
                completedBy: string | null;
                reviewer: string | null;
                statement: string | null;
                /**
                 * How many lines were judged how
                 */
                totals: {
                  lines: number;
                  accepted: number;
                  questioned: number;
                  revoked: number;
                  waiting: number;
                };
                /**
                 * An evidence pack
                 */
                pack: {
                  sha256: string;
                  bytes: number;
                  madeAt: string;
                  madeBy: string;
                  /**
                   * Items: How complete a stream is
                   */
                  completeness: {
                    integrationId: string;
                    stream: string;
                    title: string;
                    status: 'complete' | 'gap' | 'not compared';
                    /**
                     * Records of the period that are stored
                     */
                    stored: number;
                    comparedStored: number;
                    comparedProvider: number;
                    spans: number;
                    gaps: number;
                  }[];
                } | null;
              }[];
              next: string | null;
            };
          };
        };
      };
    };
    post: {
      parameters: {};
      requestBody: {
        content: {
          'application/json': {
            kind: 'sign-ins' | 'access';
            /**
             * Only this one (id or display name)
             */
            integration?: string;
            /**
             * First day, or instant, in UTC; of access: what is compared with
             */
            from?: string;
            /**
             * Last day, or instant before which, in UTC
             */
            to?: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            /**
             * A review
             */
            'application/json': {
              id: string;
              kind: 'sign-ins' | 'access';
              title: string;
              integrationId: string | null;
              integrationName: string | null;
              from: string | null;
              to: string;
              state: 'open' | 'completed';
              startedAt: string;
              startedBy: string;
              completedAt: string | null;
              completedBy: string | null;
              reviewer: string | null;
              statement: string | null;
              /**
               * How many lines were judged how
               */
              totals: {
                lines: number;
                accepted: number;
                questioned: number;
                revoked: number;
                waiting: number;
              };
              /**
               * An evidence pack
               */
              pack: {
                sha256: string;
                bytes: number;
                madeAt: string;
                madeBy: string;
                /**
                 * Items: How complete a stream is
                 */
                completeness: {
                  integrationId: string;
                  stream: string;
                  title: string;
                  status: 'complete' | 'gap' | 'not compared';
                  /**
                   * Records of the period that are stored
                   */
                  stored: number;
                  comparedStored: number;
                  comparedProvider: number;
                  spans: number;
                  gaps: number;
                }[];
              } | null;
            };
          };
        };
      };
    };
  };
  '/reviews/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * A review with what it rests on
             */
            'application/json': {
              id: string;
              kind: 'sign-ins' | 'access';
              title: string;
              integrationId: string | null;
              integrationName: string | null;
              from: string | null;
              to: string;
              state: 'open' | 'completed';
              startedAt: string;
              startedBy: string;
              completedAt: string | null;
              completedBy: string | null;
              reviewer: string | null;
              statement: string | null;
              /**
               * How many lines were judged how
               */
              totals: {
                lines: number;
                accepted: number;
                questioned: number;
                revoked: number;
                waiting: number;
              };
              /**
               * An evidence pack
               */
              pack: {
                sha256: string;
                bytes: number;
                madeAt: string;
                madeBy: string;
                /**
                 * Items: How complete a stream is
                 */
                completeness: {
                  integrationId: string;
                  stream: string;
                  title: string;
                  status: 'complete' | 'gap' | 'not compared';
                  /**
                   * Records of the period that are stored
                   */
                  stored: number;
                  comparedStored: number;
                  comparedProvider: number;
                  spans: number;
                  gaps: number;
                }[];
              } | null;
              /**
               * Whether this host has the latest pack, so that it can be fetched
               */
              packIsHere: boolean;
              catalogue: string;
              /**
               * Items: What is stored of a stream
               */
              datasets: {
                integrationId: string;
                stream: string;
                title: string;
                entity: string;
                status: 'complete' | 'partial' | 'unavailable';
                reason: string | null;
                rows: number;
                from: string | null;
                to: string | null;
                readAt: string | null;
                runId: string | null;
              }[];
              /**
               * Of sign-ins: their numbers
               */
              figures: {
                signIns: number;
                failures: number;
                accounts: number;
              } | null;
              /**
               * Of access: what changed since the earlier moment
               */
              difference: {
                /**
                 * Items: Who holds what
                 */
                added: {
                  integrationId: string;
                  accountId: string;
                  username: string;
                  capability: string;
                  capabilityTitle: string;
                  roles: string[];
                }[];
                /**
                 * Items: Who holds what
                 */
                removed: {
                  integrationId: string;
                  accountId: string;
                  username: string;
                  capability: string;
                  capabilityTitle: string;
                  roles: string[];
                }[];
                /**
                 * Items: Who holds what
                 */
                changed: {
                  integrationId: string;
                  accountId: string;
                  username: string;
                  capability: string;
                  capabilityTitle: string;
                  roles: string[];
                }[];
                /**
                 * What is not known of that time
                 */
                notes: string[];
              } | null;
            };
          };
        };
      };
    };
  };
  '/reviews/{id}/lines': {
    get: {
      parameters: {
        query?: {
          after?: number;
          limit?: number;
          decision?: 'accept' | 'question' | 'revoke' | 'none';
        };
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Lines
             */
            'application/json': {
              /**
               * Items: A line
               */
              lines: {
                line: number;
                title: string;
                why: string;
                /**
                 * What is judged
                 */
                facts: {
                  kind: 'sign-ins' | 'access';
                  group: string;
                  value: string | null;
                  integrationId: string | null;
                  accountId: string | null;
                  reasons: string[];
                  signIns: number;
                  failures: number;
                  lastAt: string | null;
                  username: string;
                  displayName: string | null;
                  accountKind: string;
                  capability: string;
                  capabilityTitle: string;
                  role: string;
                  roleKind: string;
                  via: string;
                  since: string | null;
                  sinceBy: string | null;
                  grantedBy: string | null;
                  expiresAt: string | null;
                  lastSignInAt: string | null;
                  change: 'held' | 'gained' | 'other role';
                };
                decision: 'accept' | 'question' | 'revoke' | null;
                note: string | null;
                decidedBy: string | null;
                decidedAt: string | null;
              }[];
              next: number | null;
            };
          };
        };
      };
    };
  };
  '/reviews/{id}/decisions': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Their numbers
             *
             * @minItems 1
             * @maxItems 5000
             */
            lines: number[];
            decision: 'accept' | 'question' | 'revoke';
            /**
             * Why; a question needs one
             */
            note?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            /**
             * A review
             */
            'application/json': {
              id: string;
              kind: 'sign-ins' | 'access';
              title: string;
              integrationId: string | null;
              integrationName: string | null;
              from: string | null;
              to: string;
              state: 'open' | 'completed';
              startedAt: string;
              startedBy: string;
              completedAt: string | null;
              completedBy: string | null;
              reviewer: string | null;
              statement: string | null;
              /**
               * How many lines were judged how
               */
              totals: {
                lines: number;
                accepted: number;
                questioned: number;
                revoked: number;
                waiting: number;
              };
              /**
               * An evidence pack
               */
              pack: {
                sha256: string;
                bytes: number;
                madeAt: string;
                madeBy: string;
                /**
                 * Items: How complete a stream is
                 */
                completeness: {
                  integrationId: string;
                  stream: string;
                  title: string;
                  status: 'complete' | 'gap' | 'not compared';
                  /**
                   * Records of the period that are stored
                   */
                  stored: number;
                  comparedStored: number;
                  comparedProvider: number;
                  spans: number;
                  gaps: number;
                }[];
              } | null;
            };
          };
        };
      };
    };
  };
  '/reviews/{id}/complete': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            reviewer: string;
            statement: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            /**
             * A review
             */
            'application/json': {
              id: string;
              kind: 'sign-ins' | 'access';
              title: string;
              integrationId: string | null;
              integrationName: string | null;
              from: string | null;
              to: string;
              state: 'open' | 'completed';
              startedAt: string;
              startedBy: string;
              completedAt: string | null;
              completedBy: string | null;
              reviewer: string | null;
              statement: string | null;
              /**
               * How many lines were judged how
               */
              totals: {
                lines: number;
                accepted: number;
                questioned: number;
                revoked: number;
                waiting: number;
              };
              /**
               * An evidence pack
               */
              pack: {
                sha256: string;
                bytes: number;
                madeAt: string;
                madeBy: string;
                /**
                 * Items: How complete a stream is
                 */
                completeness: {
                  integrationId: string;
                  stream: string;
                  title: string;
                  status: 'complete' | 'gap' | 'not compared';
                  /**
                   * Records of the period that are stored
                   */
                  stored: number;
                  comparedStored: number;
                  comparedProvider: number;
                  spans: number;
                  gaps: number;
                }[];
              } | null;
            };
          };
        };
      };
    };
  };
  '/reviews/{id}/evidence': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {};
      };
    };
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        201: {
          content: {
            /**
             * An evidence pack
             */
            'application/json': {
              sha256: string;
              bytes: number;
              madeAt: string;
              madeBy: string;
              /**
               * Items: How complete a stream is
               */
              completeness: {
                integrationId: string;
                stream: string;
                title: string;
                status: 'complete' | 'gap' | 'not compared';
                /**
                 * Records of the period that are stored
                 */
                stored: number;
                comparedStored: number;
                comparedProvider: number;
                spans: number;
                gaps: number;
              }[];
            };
          };
        };
      };
    };
  };
  '/checks': {
    get: {
      parameters: {
        query?: {
          integration?: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Checks
             */
            'application/json': {
              /**
               * Items: A check
               */
              checks: {
                id: string;
                version: number;
                title: string;
                question: string;
                category: string;
                entities: string[];
                fields: string[];
                severityRule: string;
                explanation: string;
                remediation: string;
                /**
                 * Where it is described
                 */
                references: {
                  /**
                   * MITRE ATT&CK techniques
                   */
                  attack: string[];
                  /**
                   * Controls of CIS, NIST, ISO and SOC 2
                   */
                  controls: string[];
                };
                thresholds: {
                  /**
                   * A threshold
                   */
                  [k: string]: {
                    default: number;
                    unit: string;
                    description: string;
                    min: number;
                    max: number;
                  };
                };
                /**
                 * Items: How it judged an integration
                 */
                results: {
                  integrationId: string;
                  version: number;
                  status: 'pass' | 'fail' | 'unavailable';
                  reason: string | null;
                  findings: number | null;
                  checkedAt: string;
                }[];
              }[];
            };
          };
        };
      };
    };
  };
  '/deliveries': {
    get: {
      parameters: {
        query?: {
          cursor?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Deliveries
             */
            'application/json': {
              /**
               * Items: Who is told of findings
               */
              deliveries: {
                id: string;
                name: string;
                kind: 'webhook' | 'file';
                address: string;
                minSeverity: 'info' | 'low' | 'medium' | 'high' | 'critical';
                createdAt: string;
                deliveredAt: string | null;
                failedAt: string | null;
                error: string | null;
                waiting: number;
              }[];
              next: string | null;
            };
          };
        };
      };
    };
    post: {
      parameters: {};
      requestBody: {
        content: {
          'application/json': {
            name: string;
            kind: 'webhook' | 'file';
            /**
             * An http or https URL, or the absolute path of an .ndjson or .jsonl file
             */
            address: string;
            minSeverity: 'info' | 'low' | 'medium' | 'high' | 'critical';
            /**
             * What webhooks are signed with; made, and answered once, when absent
             */
            secret?: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            /**
             * The delivery
             */
            'application/json': {
              id: string;
              name: string;
              kind: 'webhook' | 'file';
              address: string;
              minSeverity: 'info' | 'low' | 'medium' | 'high' | 'critical';
              createdAt: string;
              deliveredAt: string | null;
              failedAt: string | null;
              error: string | null;
              waiting: number;
              secret: string | null;
            };
          };
        };
      };
    };
  };
  '/deliveries/{id}/test': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * What became of it
             */
            'application/json': {
              id: string;
              name: string;
              delivered: boolean;
              detail: string;
            };
          };
        };
      };
    };
  };
  '/deliveries/{id}': {
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Who is told of findings
             */
            'application/json': {
              id: string;
              name: string;
              kind: 'webhook' | 'file';
              address: string;
              minSeverity: 'info' | 'low' | 'medium' | 'high' | 'critical';
              createdAt: string;
              deliveredAt: string | null;
              failedAt: string | null;
              error: string | null;
              waiting: number;
            };
          };
        };
      };
    };
  };
  '/prices': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            /**
             * Price lists, those that come first hold
             */
            'application/json': {
              /**
               * Items: A price list
               */
              lists: {
                scope: string;
                origin: 'settings' | 'home' | 'plugin';
                kind: 'list' | 'contract';
                list: {
                  /**
                   * ISO 4217
                   */
                  currency: string;
                  /**
                   * The day that the prices were looked up
                   */
                  asOf: string;
                  /**
                   * List prices are an upper bound
                   */
                  kind?: 'list' | 'contract';
                  /**
                   * The day on which the contract renews
                   */
                  renewsOn?: string;
                  /**
                   * @maxItems 2000
                   */
                  licences: {
                    key?: string;
                    name?: string;
                    freeSeats?: number;
                    source: string;
                    renewsOn?: string;
                    requestedSeats?: number;
                    /**
                     * @maxItems 50
                     */
                    prices: {
                      edition?: string;
                      monthly: number;
                    }[];
                    /**
                     * @maxItems 10
                     */
                    cheaper?: {
                      key: string;
                      for: 'api-only' | 'light-use';
                    }[];
                  }[];
                };
              }[];
            };
          };
        };
      };
    };
  };
  '/prices/{scope}': {
    put: {
      parameters: {
        path: {
          scope: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * ISO 4217
             */
            currency: string;
            /**
             * The day that the prices were looked up
             */
            asOf: string;
            /**
             * List prices are an upper bound
             */
            kind?: 'list' | 'contract';
            /**
             * The day on which the contract renews
             */
            renewsOn?: string;
            /**
             * @maxItems 2000
             */
            licences: {
              key?: string;
              name?: string;
              freeSeats?: number;
              source: string;
              renewsOn?: string;
              requestedSeats?: number;
              /**
               * @maxItems 50
               */
              prices: {
                edition?: string;
                monthly: number;
                [k: string]: unknown;
              }[];
              /**
               * @maxItems 10
               */
              cheaper?: {
                key: string;
                for: 'api-only' | 'light-use';
                [k: string]: unknown;
              }[];
              [k: string]: unknown;
            }[];
            [k: string]: unknown;
          };
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Price lists, those that come first hold
             */
            'application/json': {
              /**
               * Items: A price list
               */
              lists: {
                scope: string;
                origin: 'settings' | 'home' | 'plugin';
                kind: 'list' | 'contract';
                list: {
                  /**
                   * ISO 4217
                   */
                  currency: string;
                  /**
                   * The day that the prices were looked up
                   */
                  asOf: string;
                  /**
                   * List prices are an upper bound
                   */
                  kind?: 'list' | 'contract';
                  /**
                   * The day on which the contract renews
                   */
                  renewsOn?: string;
                  /**
                   * @maxItems 2000
                   */
                  licences: {
                    key?: string;
                    name?: string;
                    freeSeats?: number;
                    source: string;
                    renewsOn?: string;
                    requestedSeats?: number;
                    /**
                     * @maxItems 50
                     */
                    prices: {
                      edition?: string;
                      monthly: number;
                    }[];
                    /**
                     * @maxItems 10
                     */
                    cheaper?: {
                      key: string;
                      for: 'api-only' | 'light-use';
                    }[];
                  }[];
                };
              }[];
            };
          };
        };
      };
    };
    delete: {
      parameters: {
        path: {
          scope: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Price lists, those that come first hold
             */
            'application/json': {
              /**
               * Items: A price list
               */
              lists: {
                scope: string;
                origin: 'settings' | 'home' | 'plugin';
                kind: 'list' | 'contract';
                list: {
                  /**
                   * ISO 4217
                   */
                  currency: string;
                  /**
                   * The day that the prices were looked up
                   */
                  asOf: string;
                  /**
                   * List prices are an upper bound
                   */
                  kind?: 'list' | 'contract';
                  /**
                   * The day on which the contract renews
                   */
                  renewsOn?: string;
                  /**
                   * @maxItems 2000
                   */
                  licences: {
                    key?: string;
                    name?: string;
                    freeSeats?: number;
                    source: string;
                    renewsOn?: string;
                    requestedSeats?: number;
                    /**
                     * @maxItems 50
                     */
                    prices: {
                      edition?: string;
                      monthly: number;
                    }[];
                    /**
                     * @maxItems 10
                     */
                    cheaper?: {
                      key: string;
                      for: 'api-only' | 'light-use';
                    }[];
                  }[];
                };
              }[];
            };
          };
        };
      };
    };
  };
  '/sign-ins': {
    get: {
      parameters: {
        query?: {
          cursor?: string;
          limit?: number;
          integration?: string;
          from?: string;
          to?: string;
          /**
           * @maxItems 50
           */
          account?: string[];
          q?: string;
          /**
           * @maxItems 50
           */
          outcome?: string[];
          /**
           * @maxItems 50
           */
          method?: string[];
          /**
           * @maxItems 50
           */
          channel?: string[];
          /**
           * @maxItems 50
           */
          country?: string[];
          /**
           * @maxItems 50
           */
          application?: string[];
          /**
           * @maxItems 50
           */
          mfa?: string[];
          /**
           * @maxItems 50
           */
          network?: string[];
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Sign-ins
             */
            'application/json': {
              /**
               * Items: A sign-in
               */
              signIns: {
                id: string;
                integrationId: string;
                time: string;
                accountId: string | null;
                username: string | null;
                displayName: string | null;
                accountKind: string | null;
                outcome: 'success' | 'failure';
                statusDetail: string | null;
                method: string | null;
                channel: string | null;
                mfa: 'yes' | 'no' | 'unknown';
                sourceIp: string | null;
                network: string | null;
                country: string | null;
                city: string | null;
                application: string | null;
                browser: string | null;
                platform: string | null;
                tlsProtocol: string | null;
                apiType: string | null;
                apiVersion: string | null;
                isCollector: boolean;
              }[];
              next: string | null;
            };
          };
        };
      };
    };
  };
  '/sign-ins/{integration}/{id}': {
    get: {
      parameters: {
        path: {
          integration: string;
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * A sign-in and all that is known of it
             */
            'application/json': {
              id: string;
              integrationId: string;
              time: string;
              accountId: string | null;
              username: string | null;
              displayName: string | null;
              accountKind: string | null;
              outcome: 'success' | 'failure';
              statusDetail: string | null;
              method: string | null;
              channel: string | null;
              mfa: 'yes' | 'no' | 'unknown';
              sourceIp: string | null;
              network: string | null;
              country: string | null;
              city: string | null;
              application: string | null;
              browser: string | null;
              platform: string | null;
              tlsProtocol: string | null;
              apiType: string | null;
              apiVersion: string | null;
              isCollector: boolean;
              signInType: string | null;
              signInSubtype: string | null;
              forwardedFor: string | null;
              region: string | null;
              clientVersion: string | null;
              cipherSuite: string | null;
              host: string | null;
              authServiceId: string | null;
              authMethodReference: string | null;
              authContextClass: string | null;
              firstSeen: string;
            };
          };
        };
      };
    };
  };
  '/sign-ins/histogram': {
    get: {
      parameters: {
        query?: {
          integration?: string;
          from?: string;
          to?: string;
          /**
           * @maxItems 50
           */
          account?: string[];
          q?: string;
          /**
           * @maxItems 50
           */
          outcome?: string[];
          /**
           * @maxItems 50
           */
          method?: string[];
          /**
           * @maxItems 50
           */
          channel?: string[];
          /**
           * @maxItems 50
           */
          country?: string[];
          /**
           * @maxItems 50
           */
          application?: string[];
          /**
           * @maxItems 50
           */
          mfa?: string[];
          /**
           * @maxItems 50
           */
          network?: string[];
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Sign-ins over time
             */
            'application/json': {
              from: string;
              to: string;
              bucketSeconds: number;
              /**
               * Items: A span of time
               */
              buckets: {
                at: string;
                succeeded: number;
                failed: number;
              }[];
            };
          };
        };
      };
    };
  };
  '/sign-ins/facets': {
    get: {
      parameters: {
        query?: {
          integration?: string;
          from?: string;
          to?: string;
          /**
           * @maxItems 50
           */
          account?: string[];
          q?: string;
          /**
           * @maxItems 50
           */
          outcome?: string[];
          /**
           * @maxItems 50
           */
          method?: string[];
          /**
           * @maxItems 50
           */
          channel?: string[];
          /**
           * @maxItems 50
           */
          country?: string[];
          /**
           * @maxItems 50
           */
          application?: string[];
          /**
           * @maxItems 50
           */
          mfa?: string[];
          /**
           * @maxItems 50
           */
          network?: string[];
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Sign-ins by value
             */
            'application/json': {
              total: number;
              failures: number;
              /**
               * Fields
               */
              fields: {
                /**
                 * Items: A value
                 */
                outcome: {
                  value: string | null;
                  signIns: number;
                  failures: number;
                }[];
                /**
                 * Items: A value
                 */
                method: {
                  value: string | null;
                  signIns: number;
                  failures: number;
                }[];
                /**
                 * Items: A value
                 */
                channel: {
                  value: string | null;
                  signIns: number;
                  failures: number;
                }[];
                /**
                 * Items: A value
                 */
                country: {
                  value: string | null;
                  signIns: number;
                  failures: number;
                }[];
                /**
                 * Items: A value
                 */
                application: {
                  value: string | null;
                  signIns: number;
                  failures: number;
                }[];
                /**
                 * Items: A value
                 */
                mfa: {
                  value: string | null;
                  signIns: number;
                  failures: number;
                }[];
                /**
                 * Items: A value
                 */
                network: {
                  value: string | null;
                  signIns: number;
                  failures: number;
                }[];
              };
            };
          };
        };
      };
    };
  };
  '/accounts': {
    get: {
      parameters: {
        query?: {
          cursor?: string;
          limit?: number;
          integration?: string;
          q?: string;
          /**
           * @maxItems 50
           */
          state?: string[];
          /**
           * @maxItems 50
           */
          kind?: string[];
          licence?: string;
          department?: string;
          hasFactor?: boolean;
          administrator?: boolean;
          unusedDays?: number;
          gone?: boolean;
          sort?: 'username' | 'lastSignIn';
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Accounts
             */
            'application/json': {
              /**
               * Items: An account
               */
              accounts: {
                id: string;
                integrationId: string;
                username: string;
                displayName: string | null;
                email: string | null;
                state: string;
                kind: string;
                department: string | null;
                licences: string[];
                lastSignInAt: string | null;
                lastUse: {
                  at: string;
                  by: 'sign-in' | 'token';
                } | null;
                factors: string[] | null;
                isAdministrator: boolean;
                findings: number;
                isCollector: boolean;
                goneAt: string | null;
              }[];
              next: string | null;
            };
          };
        };
      };
    };
  };
  '/accounts/{integration}/{id}': {
    get: {
      parameters: {
        path: {
          integration: string;
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * An account and all that is known of it
             */
            'application/json': {
              /**
               * An account with what its page shows
               */
              account: {
                id: string;
                integrationId: string;
                username: string;
                displayName: string | null;
                email: string | null;
                state: string;
                kind: string;
                department: string | null;
                licences: string[];
                lastSignInAt: string | null;
                lastUse: {
                  at: string;
                  by: 'sign-in' | 'token';
                } | null;
                factors: string[] | null;
                isAdministrator: boolean;
                findings: number;
                isCollector: boolean;
                goneAt: string | null;
                title: string | null;
                company: string | null;
                employeeId: string | null;
                federationId: string | null;
                managerId: string | null;
                managerUsername: string | null;
                profileId: string | null;
                profile: string | null;
                createdAt: string | null;
                passwordChangedAt: string | null;
                failedSignIns: number | null;
                timezone: string | null;
                locale: string | null;
                userType: string | null;
                firstSeen: string;
                lastSeen: string;
              };
              /**
               * Items: A licence that it holds
               */
              licences: {
                licenceId: string;
                name: string;
                key: string | null;
                layer: string;
                assignedAt: string | null;
              }[];
              /**
               * Items: An account that holds a capability
               */
              access: {
                /**
                 * The same in each answer: integration, account and capability
                 */
                line: string;
                integrationId: string;
                accountId: string;
                username: string;
                displayName: string | null;
                kind: string;
                state: string;
                lastSignInAt: string | null;
                capability: string;
                /**
                 * Items: One way by which it is held
                 */
                paths: {
                  roleId: string;
                  role: string;
                  /**
                   * `profile`, `permission_set` or `permission_set_group`
                   */
                  roleKind: string;
                  /**
                   * `profile`, `direct`, `group` or `hierarchy`
                   */
                  via: string;
                  /**
                   * Null when it was there at the first collection
                   */
                  since: string | null;
                  sinceBy: 'audit trail' | 'first seen' | null;
                  /**
                   * Who gave it, as the provider’s audit trail tells
                   */
                  grantedBy: {
                    auditEventId: string;
                    actorId: string | null;
                    actor: string | null;
                  } | null;
                  changedAt: string | null;
                  expiresAt: string | null;
                }[];
                title: string;
              }[];
              /**
               * Items: A role that it holds
               */
              roles: {
                roleId: string;
                name: string;
                kind: string;
                via: string;
                firstSeen: string | null;
                expiresAt: string | null;
              }[];
              /**
               * Items: A group
               */
              groups: {
                groupId: string;
                name: string;
                kind: string | null;
              }[];
              /**
               * Items: A token of it
               */
              tokens: {
                tokenId: string;
                application: string;
                createdAt: string | null;
                lastUsedAt: string | null;
                useCount: number | null;
              }[];
              factors: string[] | null;
              /**
               * Items: A day
               */
              timeline: {
                day: string;
                succeeded: number;
                failed: number;
              }[];
              /**
               * Items: A country
               */
              countries: {
                country: string | null;
                signIns: number;
              }[];
              /**
               * Items: A finding
               */
              findings: {
                id: string;
                check: string;
                severity: 'info' | 'low' | 'medium' | 'high' | 'critical';
                status: 'new' | 'open' | 'reopened' | 'muted' | 'closed' | 'resolved';
                accounts: string[];
                firstSeen: string;
                lastSeen: string;
                title: string;
                integrationId: string;
                subject: string;
                /**
                 * When the first of its evidence happened, at the provider
                 */
                firstAt: string;
                lastAt: string;
                timesSeen: number;
                /**
                 * Since when it has its status
                 */
                statusAt: string;
                disposition: 'fixed' | 'accepted-risk' | 'expected' | 'false-alarm' | null;
                reason: string | null;
                mutedUntil: string | null;
              }[];
            };
          };
        };
      };
    };
  };
  '/access': {
    get: {
      parameters: {
        query?: {
          integration?: string;
          capability?: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Access
             */
            'application/json': {
              /**
               * Items: A capability
               */
              capabilities: {
                capability: string;
                title: string;
                isReviewed: boolean;
                holders: number;
                humans: number;
                services: number;
              }[];
              /**
               * Items: An account that holds a capability
               */
              holders: {
                /**
                 * The same in each answer: integration, account and capability
                 */
                line: string;
                integrationId: string;
                accountId: string;
                username: string;
                displayName: string | null;
                kind: string;
                state: string;
                lastSignInAt: string | null;
                capability: string;
                /**
                 * Items: One way by which it is held
                 */
                paths: {
                  roleId: string;
                  role: string;
                  /**
                   * `profile`, `permission_set` or `permission_set_group`
                   */
                  roleKind: string;
                  /**
                   * `profile`, `direct`, `group` or `hierarchy`
                   */
                  via: string;
                  /**
                   * Null when it was there at the first collection
                   */
                  since: string | null;
                  sinceBy: 'audit trail' | 'first seen' | null;
                  /**
                   * Who gave it, as the provider’s audit trail tells
                   */
                  grantedBy: {
                    auditEventId: string;
                    actorId: string | null;
                    actor: string | null;
                  } | null;
                  changedAt: string | null;
                  expiresAt: string | null;
                }[];
              }[];
            };
          };
        };
      };
    };
  };
  '/access/differences': {
    get: {
      parameters: {
        query?: {
          integration?: string;
          from?: string;
          to?: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Differences
             */
            'application/json': {
              from: string;
              to: string;
              /**
               * Items: An account that holds a capability
               */
              added: {
                /**
                 * The same in each answer: integration, account and capability
                 */
                line: string;
                integrationId: string;
                accountId: string;
                username: string;
                displayName: string | null;
                kind: string;
                state: string;
                lastSignInAt: string | null;
                capability: string;
                /**
                 * Items: One way by which it is held
                 */
                paths: {
                  roleId: string;
                  role: string;
                  /**
                   * `profile`, `permission_set` or `permission_set_group`
                   */
                  roleKind: string;
                  /**
                   * `profile`, `direct`, `group` or `hierarchy`
                   */
                  via: string;
                  /**
                   * Null when it was there at the first collection
                   */
                  since: string | null;
                  sinceBy: 'audit trail' | 'first seen' | null;
                  /**
                   * Who gave it, as the provider’s audit trail tells
                   */
                  grantedBy: {
                    auditEventId: string;
                    actorId: string | null;
                    actor: string | null;
                  } | null;
                  changedAt: string | null;
                  expiresAt: string | null;
                }[];
                title: string;
              }[];
              /**
               * Items: An account that holds a capability
               */
              removed: {
                /**
                 * The same in each answer: integration, account and capability
                 */
                line: string;
                integrationId: string;
                accountId: string;
                username: string;
                displayName: string | null;
                kind: string;
                state: string;
                lastSignInAt: string | null;
                capability: string;
                /**
                 * Items: One way by which it is held
                 */
                paths: {
                  roleId: string;
                  role: string;
                  /**
                   * `profile`, `permission_set` or `permission_set_group`
                   */
                  roleKind: string;
                  /**
                   * `profile`, `direct`, `group` or `hierarchy`
                   */
                  via: string;
                  /**
                   * Null when it was there at the first collection
                   */
                  since: string | null;
                  sinceBy: 'audit trail' | 'first seen' | null;
                  /**
                   * Who gave it, as the provider’s audit trail tells
                   */
                  grantedBy: {
                    auditEventId: string;
                    actorId: string | null;
                    actor: string | null;
                  } | null;
                  changedAt: string | null;
                  expiresAt: string | null;
                }[];
                title: string;
              }[];
              /**
               * Items: Held at both, by other roles
               */
              changed: {
                /**
                 * An account that holds a capability
                 */
                before: {
                  /**
                   * The same in each answer: integration, account and capability
                   */
                  line: string;
                  integrationId: string;
                  accountId: string;
                  username: string;
                  displayName: string | null;
                  kind: string;
                  state: string;
                  lastSignInAt: string | null;
                  capability: string;
                  /**
                   * Items: One way by which it is held
                   */
                  paths: {
                    roleId: string;
                    role: string;
                    /**
                     * `profile`, `permission_set` or `permission_set_group`
                     */
                    roleKind: string;
                    /**
                     * `profile`, `direct`, `group` or `hierarchy`
                     */
                    via: string;
                    /**
                     * Null when it was there at the first collection
                     */
                    since: string | null;
                    sinceBy: 'audit trail' | 'first seen' | null;
                    /**
                     * Who gave it, as the provider’s audit trail tells
                     */
                    grantedBy: {
                      auditEventId: string;
                      actorId: string | null;
                      actor: string | null;
                    } | null;
                    changedAt: string | null;
                    expiresAt: string | null;
                  }[];
                  title: string;
                };
                /**
                 * An account that holds a capability
                 */
                after: {
                  /**
                   * The same in each answer: integration, account and capability
                   */
                  line: string;
                  integrationId: string;
                  accountId: string;
                  username: string;
                  displayName: string | null;
                  kind: string;
                  state: string;
                  lastSignInAt: string | null;
                  capability: string;
                  /**
                   * Items: One way by which it is held
                   */
                  paths: {
                    roleId: string;
                    role: string;
                    /**
                     * `profile`, `permission_set` or `permission_set_group`
                     */
                    roleKind: string;
                    /**
                     * `profile`, `direct`, `group` or `hierarchy`
                     */
                    via: string;
                    /**
                     * Null when it was there at the first collection
                     */
                    since: string | null;
                    sinceBy: 'audit trail' | 'first seen' | null;
                    /**
                     * Who gave it, as the provider’s audit trail tells
                     */
                    grantedBy: {
                      auditEventId: string;
                      actorId: string | null;
                      actor: string | null;
                    } | null;
                    changedAt: string | null;
                    expiresAt: string | null;
                  }[];
                  title: string;
                };
              }[];
              /**
               * Items: A change to rights, as the provider’s audit trail tells
               */
              rightsChanges: {
                integrationId: string;
                auditEventId: string;
                at: string;
                class: string;
                actor: string | null;
                delegate: string | null;
                target: string | null;
                role: string | null;
                detail: string | null;
              }[];
              notes: string[];
            };
          };
        };
      };
    };
  };
  '/session': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            /**
             * Who is signed in
             */
            'application/json': {
              /**
               * Null for a token that belongs to no user
               */
              user: {
                id: string;
                name: string;
                login: string;
                role: 'viewer' | 'operator' | 'administrator';
              } | null;
              role: 'viewer' | 'operator' | 'administrator';
              /**
               * Goes in `x-csrf-token` with each change; null for tokens, which need none
               */
              csrfToken: string | null;
            };
          };
        };
      };
    };
    post: {
      parameters: {};
      requestBody: {
        content: {
          'application/json': {
            login: string;
            password: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Who is signed in
             */
            'application/json': {
              /**
               * Null for a token that belongs to no user
               */
              user: {
                id: string;
                name: string;
                login: string;
                role: 'viewer' | 'operator' | 'administrator';
              } | null;
              role: 'viewer' | 'operator' | 'administrator';
              /**
               * Goes in `x-csrf-token` with each change; null for tokens, which need none
               */
              csrfToken: string | null;
            };
          };
        };
      };
    };
    patch: {
      parameters: {};
      requestBody: {
        content: {
          'application/json': {
            name: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Who is signed in
             */
            'application/json': {
              /**
               * Null for a token that belongs to no user
               */
              user: {
                id: string;
                name: string;
                login: string;
                role: 'viewer' | 'operator' | 'administrator';
              } | null;
              role: 'viewer' | 'operator' | 'administrator';
              /**
               * Goes in `x-csrf-token` with each change; null for tokens, which need none
               */
              csrfToken: string | null;
            };
          };
        };
      };
    };
    delete: {
      parameters: {};
      responses: {
        204: {};
      };
    };
  };
  '/session/password': {
    post: {
      parameters: {};
      requestBody: {
        content: {
          'application/json': {
            present: string;
            next: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Who is signed in
             */
            'application/json': {
              /**
               * Null for a token that belongs to no user
               */
              user: {
                id: string;
                name: string;
                login: string;
                role: 'viewer' | 'operator' | 'administrator';
              } | null;
              role: 'viewer' | 'operator' | 'administrator';
              /**
               * Goes in `x-csrf-token` with each change; null for tokens, which need none
               */
              csrfToken: string | null;
            };
          };
        };
      };
    };
  };
  '/welcome/look': {
    post: {
      parameters: {};
      requestBody: {
        content: {
          'application/json': {
            /**
             * What follows `#t=` in the link
             */
            token: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Whom it is for
             */
            'application/json': {
              /**
               * Whether it makes the first administrator
               */
              isFirst: boolean;
              name: string | null;
              login: string | null;
            };
          };
        };
      };
    };
  };
  '/welcome': {
    post: {
      parameters: {};
      requestBody: {
        content: {
          'application/json': {
            /**
             * What follows `#t=` in the link
             */
            token: string;
            name?: string;
            login?: string;
            password: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Who is signed in
             */
            'application/json': {
              /**
               * Null for a token that belongs to no user
               */
              user: {
                id: string;
                name: string;
                login: string;
                role: 'viewer' | 'operator' | 'administrator';
              } | null;
              role: 'viewer' | 'operator' | 'administrator';
              /**
               * Goes in `x-csrf-token` with each change; null for tokens, which need none
               */
              csrfToken: string | null;
            };
          };
        };
      };
    };
  };
  '/sessions': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            /**
             * Sessions
             */
            'application/json': {
              /**
               * Items: A session of the console
               */
              sessions: {
                id: string;
                isCurrent: boolean;
                address: string;
                client: string;
                createdAt: string;
                lastUsedAt: string;
                expiresAt: string;
              }[];
            };
          };
        };
      };
    };
    delete: {
      parameters: {};
      responses: {
        200: {
          content: {
            /**
             * How many sessions ended
             */
            'application/json': {
              ended: number;
            };
          };
        };
      };
    };
  };
  '/sessions/{id}': {
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        204: {};
      };
    };
  };
  '/users': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            /**
             * Users
             */
            'application/json': {
              /**
               * Items: A user
               */
              users: {
                id: string;
                name: string;
                login: string;
                role: 'viewer' | 'operator' | 'administrator';
                hasPassword: boolean;
                createdAt: string;
                lastSignInAt: string | null;
              }[];
            };
          };
        };
      };
    };
    post: {
      parameters: {};
      requestBody: {
        content: {
          'application/json': {
            name: string;
            login: string;
            role: 'viewer' | 'operator' | 'administrator';
          };
        };
      };
      responses: {
        201: {
          content: {
            /**
             * The user, and their link
             */
            'application/json': {
              id: string;
              name: string;
              login: string;
              role: 'viewer' | 'operator' | 'administrator';
              hasPassword: boolean;
              createdAt: string;
              lastSignInAt: string | null;
              /**
               * Sets the password, once; shown only now
               */
              link: string;
              linkExpiresAt: string;
            };
          };
        };
      };
    };
  };
  '/users/{id}/link': {
    post: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * The link
             */
            'application/json': {
              /**
               * Sets the password, once; shown only now
               */
              link: string;
              linkExpiresAt: string;
            };
          };
        };
      };
    };
  };
  '/users/{id}': {
    patch: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            name?: string;
            role?: 'viewer' | 'operator' | 'administrator';
          };
        };
      };
      responses: {
        200: {
          content: {
            /**
             * The user
             */
            'application/json': {
              id: string;
              name: string;
              login: string;
              role: 'viewer' | 'operator' | 'administrator';
              hasPassword: boolean;
              createdAt: string;
              lastSignInAt: string | null;
            };
          };
        };
      };
    };
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        204: {};
      };
    };
  };
  '/tokens': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            /**
             * Tokens
             */
            'application/json': {
              /**
               * Items: A token
               */
              tokens: {
                id: string;
                name: string;
                scope: 'read' | 'operate' | 'admin';
                /**
                 * Login of whom it belongs to
                 */
                user: string | null;
                madeBy: string | null;
                createdAt: string;
                expiresAt: string | null;
                lastUsedAt: string | null;
              }[];
            };
          };
        };
      };
    };
    post: {
      parameters: {};
      requestBody: {
        content: {
          'application/json': {
            name: string;
            scope: 'read' | 'operate' | 'admin';
            /**
             * An instant, ISO 8601; null: never
             */
            expiresAt?: string | null;
          };
        };
      };
      responses: {
        201: {
          content: {
            /**
             * The token
             */
            'application/json': {
              id: string;
              name: string;
              scope: 'read' | 'operate' | 'admin';
              /**
               * Login of whom it belongs to
               */
              user: string | null;
              madeBy: string | null;
              createdAt: string;
              expiresAt: string | null;
              lastUsedAt: string | null;
              token: string;
            };
          };
        };
      };
    };
  };
  '/tokens/{id}': {
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        204: {};
      };
    };
  };
  '/audit': {
    get: {
      parameters: {
        query?: {
          cursor?: string;
          limit?: number;
          actor?: string;
          action?: string;
          object?: string;
        };
      };
      responses: {
        200: {
          content: {
            /**
             * Entries of the audit log
             */
            'application/json': {
              /**
               * Items: Who did what
               */
              entries: {
                id: string;
                at: string;
                /**
                 * Who
                 */
                actor: {
                  kind: 'user' | 'token' | 'command' | 'anonymous';
                  id: string | null;
                  name: string;
                };
                action: string;
                object: string | null;
                address: string | null;
                result: 'done' | 'refused' | 'failed';
                code: string | null;
              }[];
              next: string | null;
            };
          };
        };
      };
    };
  };
  '/plugins/inspect': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            /**
             * What would be installed
             */
            'application/json': {
              id: string;
              name: string;
              version: string;
              publisher: string;
              description: string;
              source: 'bundled' | 'added';
              digest: string;
              riskAccepted: boolean;
              homepage: string | null;
              license: string | null;
              /**
               * JSON Schema of the form, in form order
               */
              config: {
                [k: string]: unknown;
              };
              /**
               * Fields that say where secrets are sent: a change asks for stored secrets again
               */
              sensitiveFields: string[];
              /**
               * Items: A step of the guide
               */
              setup: {
                id: string;
                title: string;
                body: string;
                link?: string;
                /**
                 * Items: A value to copy
                 */
                copy?: {
                  label: string;
                  value: string;
                  file: string;
                }[];
                fills?: string[];
              }[];
              /**
               * Items: Where it reaches, and why
               */
              egress: {
                origin: string;
                reason: string;
              }[];
              /**
               * Items: What it may, and why
               */
              permissions: {
                id: string;
                reason: string;
              }[];
              quota: {
                [k: string]: unknown;
              }[];
              /**
               * Items: A stream
               */
              streams: {
                name: string;
                title: string;
                entity: string;
                mode: 'incremental' | 'snapshot';
                description?: string;
                permission?: string;
                cadence?: string;
                retention?: string;
                personalData?: string[];
                enabled?: boolean;
              }[];
              /**
               * How well its process would be fenced in here
               */
              isolation: {
                /**
                 * `flags`: the risk has to be accepted
                 */
                level: 'strong' | 'flags';
                detail: string;
                hint: string;
              };
              /**
               * What new integrations use until then; null when it is not installed
               */
              present: {
                id: string;
                name: string;
                version: string;
                publisher: string;
                description: string;
                source: 'bundled' | 'added';
                digest: string;
                riskAccepted: boolean;
                homepage: string | null;
                license: string | null;
                /**
                 * JSON Schema of the form, in form order
                 */
                config: {
                  [k: string]: unknown;
                };
                /**
                 * Fields that say where secrets are sent: a change asks for stored secrets again
                 */
                sensitiveFields: string[];
                /**
                 * Items: A step of the guide
                 */
                setup: {
                  id: string;
                  title: string;
                  body: string;
                  link?: string;
                  /**
                   * Items: A value to copy
                   */
                  copy?: {
                    label: string;
                    value: string;
                    file: string;
                  }[];
                  fills?: string[];
                }[];
                /**
                 * Items: Where it reaches, and why
                 */
                egress: {
                  origin: string;
                  reason: string;
                }[];
                /**
                 * Items: What it may, and why
                 */
                permissions: {
                  id: string;
                  reason: string;
                }[];
                quota: {
                  [k: string]: unknown;
                }[];
                /**
                 * Items: A stream
                 */
                streams: {
                  name: string;
                  title: string;
                  entity: string;
                  mode: 'incremental' | 'snapshot';
                  description?: string;
                  permission?: string;
                  cadence?: string;
                  retention?: string;
                  personalData?: string[];
                  enabled?: boolean;
                }[];
              } | null;
            };
          };
        };
      };
    };
  };
}
