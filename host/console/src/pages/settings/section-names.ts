/** The sections of the settings, in their order. */
export const sectionNames = [
  { name: 'profile', isForAll: true },
  { name: 'users', isForAll: false },
  { name: 'tokens', isForAll: true },
  { name: 'checks', isForAll: true },
  { name: 'prices', isForAll: true },
  { name: 'delivery', isForAll: false },
  { name: 'data', isForAll: false },
  { name: 'audit', isForAll: false },
  { name: 'about', isForAll: true },
] as const;

/** How a section is called in the address. */
export type SectionName = (typeof sectionNames)[number]['name'];
