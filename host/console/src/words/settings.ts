/** What the frame of the settings says, and what several of them share. */
export const settingsWords = {
  title: 'Settings',
  parts: 'Parts of the settings',
  summary: 'Who may do what, what is judged and told, and how Rollcall itself works.',
  sections: {
    profile: 'Profile',
    users: 'Users',
    tokens: 'API tokens',
    checks: 'Checks',
    prices: 'Prices',
    delivery: 'Delivery',
    data: 'Data',
    audit: 'Audit log',
    about: 'About',
  },
  roles: { viewer: 'Viewer', operator: 'Operator', administrator: 'Administrator' },
  roleTexts: {
    viewer: 'Sees everything but settings.',
    operator: 'Also adds integrations, collects, and decides findings and reviews.',
    administrator: 'Also changes users, plugins and settings, and removes integrations.',
  },
  onlyAdministrator: 'Only an administrator can see this',
  notSaved: 'It was not saved',
} as const;
