const search = navigator.userAgent.includes('Mac') ? '⌘K' : 'Ctrl K';

/** What the list of keys says. */
export const keyWords = {
  title: 'Keyboard',
  search,
  or: 'or',
  after: 'then',
  go: 'Go to',
  everywhere: 'Everywhere',
  everywhereKeys: [
    { keys: [search], does: 'Search everything' },
    { keys: ['/'], does: 'Search in the page' },
    { keys: ['?'], does: 'This list' },
    { keys: ['Esc'], does: 'Close, then clear the selection' },
  ],
  list: 'In a list',
  listKeys: [
    { keys: ['J', '↓'], does: 'Next row' },
    { keys: ['K', '↑'], does: 'Row before' },
    { keys: ['Enter'], does: 'Open the row' },
    { keys: ['X'], does: 'Select the finding' },
  ],
  finding: 'On a finding, or those selected',
  findingKeys: [
    { keys: ['E'], does: 'Close…' },
    { keys: ['M'], does: 'Mute…' },
    { keys: ['C'], does: 'Copy its link' },
  ],
  integration: 'On an integration',
  integrationKeys: [
    { keys: ['T'], does: 'Test Connectivity' },
    { keys: ['R'], does: 'Collect Now' },
  ],
  dictating: 'You dictate, and words press keys?',
  switchOff: 'Switch single letters off',
} as const;
