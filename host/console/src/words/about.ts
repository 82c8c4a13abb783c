/** What the page about Rollcall says. */
export const aboutWords = {
  version: 'Version',
  licence: 'Licence',
  licenceName: 'Apache-2.0',
  api: 'API',
  apiText: 'Described at',
  metrics: 'Metrics',
  metricsText: 'For Prometheus, at',
  plugins: 'Plugins',
  pluginsFailed: 'The plugins could not be loaded',
} as const;
