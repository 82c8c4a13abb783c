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
             * A plugin
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
            };
          };
        };
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
             * The run, at work in the background
             */
            'application/json': {
              id: string;
              status: string;
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
             * The run, at work in the background
             */
            'application/json': {
              id: string;
              status: string;
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
            streams?: [string, ...string[]];
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
             * The run, at work in the background
             */
            'application/json': {
              id: string;
              status: string;
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
                hook: 'collect' | 'testConnectivity' | 'plan';
                trigger: 'person' | 'schedule' | 'resume';
                status:
                  | 'queued'
                  | 'running'
                  | 'succeeded'
                  | 'partial'
                  | 'paused'
                  | 'failed'
                  | 'cancelled';
                startedAt: string | null;
                endedAt: string | null;
                resumeAt: string | null;
                error: {
                  [k: string]: unknown;
                } | null;
                streams: {
                  [k: string]: unknown;
                };
                quota: {
                  [k: string]: unknown;
                } | null;
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
              hook: 'collect' | 'testConnectivity' | 'plan';
              trigger: 'person' | 'schedule' | 'resume';
              status:
                'queued' | 'running' | 'succeeded' | 'partial' | 'paused' | 'failed' | 'cancelled';
              startedAt: string | null;
              endedAt: string | null;
              resumeAt: string | null;
              error: {
                [k: string]: unknown;
              } | null;
              streams: {
                [k: string]: unknown;
              };
              quota: {
                [k: string]: unknown;
              } | null;
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
              hook: 'collect' | 'testConnectivity' | 'plan';
              trigger: 'person' | 'schedule' | 'resume';
              status:
                'queued' | 'running' | 'succeeded' | 'partial' | 'paused' | 'failed' | 'cancelled';
              startedAt: string | null;
              endedAt: string | null;
              resumeAt: string | null;
              error: {
                [k: string]: unknown;
              } | null;
              streams: {
                [k: string]: unknown;
              };
              quota: {
                [k: string]: unknown;
              } | null;
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
        200: {};
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
  '/reports/licences': {
    get: {
      parameters: {
        query?: {
          integration?: string;
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
              currency: string;
              pools: {
                [k: string]: unknown;
              }[];
              accounts: {
                [k: string]: unknown;
              }[];
              monthlySaving: number;
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
              signIns: number;
              failures: number;
            };
          };
        };
      };
    };
  };
}
