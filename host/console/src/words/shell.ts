import { counted } from '../format/numbers.js';

/** What the frame around every page says. */
export const shellWords = {
  product: 'Rollcall',
  skip: 'Skip to content',
  navigation: 'Main',
  openMenu: 'Open menu',
  closeMenu: 'Close menu',
  findings: 'Findings',
  accounts: 'Accounts',
  licences: 'Licences',
  signIns: 'Sign-ins',
  integrations: 'Integrations',
  access: 'Access',
  plugins: 'Plugins',
  settings: 'Settings',
  needAttention: (count: number) => `${counted(count, 'needs', 'need')} attention`,
  theme: 'Theme',
  light: 'Light',
  dark: 'Dark',
  system: 'System',
  profile: 'Profile',
  signOut: 'Sign out',
  accountMenu: (name: string) => `Account of ${name}`,
  offline: (since: string) =>
    `You are offline. What you see is from ${since}; it updates by itself.`,
  updated: 'Rollcall was updated. Reload to get the new version.',
  reload: 'Reload',
} as const;
