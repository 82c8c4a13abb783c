import { counted, plural, wholeNumber } from '../format/numbers.js';

/** What the pages about integrations say. */
export const integrationWords = {
  title: 'Integrations',
  add: 'Add Integration',
  search: 'Search by name',
  status: 'Status',
  plugin: 'Plugin',
  summary: (count: number, attention: number) => {
    const head = counted(count, 'integration', 'integrations');
    if (attention === 0) return head;
    return `${head}, ${wholeNumber(attention)} ${plural(attention, 'needs', 'need')} attention`;
  },
  columns: {
    name: 'Name',
    status: 'Status',
    last: 'Last',
    next: 'Next',
    quota: 'Requests',
    actions: 'Actions',
  },
  emptyTitle: 'Connect your first product',
  emptyText:
    'Rollcall reads accounts, licences and sign-ins, and shows what is unused. It takes about 15 minutes.',
  noMatchTitle: 'No integrations match',
  noMatchText: 'Another word or fewer filters show more.',
  failed: 'The integrations could not be loaded',
  never: 'Never',
  groups: {
    attention: 'Needs attention',
    paused: 'Paused',
    collecting: 'Collecting',
    connected: 'Connected',
    untested: 'Not tested yet',
  },
} as const;
