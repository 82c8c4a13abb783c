/** The sections of the settings, in their order. */
export const sectionNames = [
  { name: 'profile', isForAll: true },
  { name: 'users', isForAll: false },
  { name: 'tokens', isForAll: true },
  { name: 'audit', isForAll: false },
] as const;

/** How a section is called in the address. */
export type SectionName = (typeof sectionNames)[number]['name'];
