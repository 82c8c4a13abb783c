/** What the page about Rollcall says. */
export const aboutWords = {
  version: 'Version',
  licence: 'Licence',
  licenceName: 'Apache-2.0',
  api: 'API',
  metrics: 'Prometheus',
  plugins: 'Plugins',
  pluginsFailed: 'The plugins could not be loaded',
} as const;
