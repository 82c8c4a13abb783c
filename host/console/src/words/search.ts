/** What the search of the console says. */
export const searchWords = {
  open: 'Search',
  label: 'Search pages, accounts, integrations and findings',
  none: (text: string) => `Nothing is called “${text}”`,
  noneHint: 'Names, usernames and mail addresses are searched, and the titles of findings.',
  searching: 'Searching…',
  failed: 'Accounts and findings could not be searched',
  sections: {
    pages: 'Pages',
    integrations: 'Integrations',
    accounts: 'Accounts',
    findings: 'Findings',
  },
} as const;
