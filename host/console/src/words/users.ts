import { counted } from '../format/numbers.js';

/** What the list of users says. */
export const userWords = {
  text: (count: number, administrators: number) =>
    `${counted(count, 'person', 'people')}, ${counted(administrators, 'administrator', 'administrators')}`,
  failed: 'The users could not be loaded',
  add: 'Add user',
  columns: { name: 'Name', role: 'Role', last: 'Last sign-in', menu: 'Actions' },
  never: 'Not signed in yet',
  noPassword: 'Has not used the link yet',
  you: 'You',
  menu: (name: string) => `Actions for ${name}`,
  edit: 'Edit…',
  reset: 'New link…',
  remove: 'Remove…',
  lastAdministrator: 'The only administrator stays.',
  addTitle: 'Add user',
  editTitle: (name: string) => `Edit ${name}`,
  name: 'Name',
  nameMissing: 'Enter a name.',
  login: 'E-mail',
  loginHelp: 'They sign in with it. No e-mail is sent.',
  loginMissing: 'Enter an e-mail address, for example ada@example.com.',
  role: 'Role',
  roleEnds: 'Another role signs them out everywhere.',
  save: 'Save',
  saved: (name: string) => `${name} saved`,
  notAdded: 'The user was not added',
  linkTitle: (name: string) => `Link for ${name}`,
  linkText: (until: string) =>
    `Give this link to them: it sets their password, once, until ${until}. It is not shown again.`,
  link: 'one-time link',
  resetTitle: (name: string) => `Make a new link for ${name}?`,
  resetText: 'It sets a new password. The present one works until the link is used.',
  resetVerb: 'Make link',
  notReset: 'No link was made',
  removeTitle: (name: string) => `Remove ${name}?`,
  removeText:
    'They are signed out everywhere, and their API tokens stop working. What they did stays in the audit log.',
  removeVerb: 'Remove',
  removed: (name: string) => `${name} removed`,
  notRemoved: 'The user was not removed',
} as const;
