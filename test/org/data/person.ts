/** How a user of the seeded org lives; never visible over the API. */
export type Standing = 'working' | 'dormant' | 'never' | 'frozen' | 'deactivated' | 'system';

/** Which sign-ins a user leaves behind. */
export type Habit = 'browser' | 'sso' | 'mobile' | 'integration' | 'portal' | 'none';

/** What the seeds know about one user, in the order of the user table. */
export interface Person {
  readonly id: string;
  readonly slot: number;
  readonly standing: Standing;
  readonly habit: Habit;
  readonly licence: string;
  readonly isAdmin: boolean;
  readonly createdAt: number;
  /** After this instant the user leaves no sign-in. */
  readonly lastSeenBy: number;
}
