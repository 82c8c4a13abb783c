import { PLATFORM_ORIGIN } from './data/origins.js';
import type { Row } from './data/row-table.js';
import type { Origin, SignInShape } from './data/sign-in.js';
import { tokenShape } from './data/sign-in-shapes.js';
import type { OrgState } from './state.js';

/** A sign-in to add. Whatever is left out is that of a plain API sign-in. */
export interface NewSignIn {
  readonly userId: string;
  /** May lie in the past: such a row arrives late. */
  readonly time: number | string | Date;
  readonly shape?: Partial<SignInShape>;
  readonly origin?: Partial<Origin>;
}

/** Changes to an org while somebody reads it. */
export class Mutations {
  constructor(private readonly org: OrgState) {}

  /** Adds a user like the first standard user there is, and returns its id. */
  addUser(fields: Row = {}): string {
    const users = this.org.data.rows('User');
    const now = this.#now();
    const n = users.size;
    const model = users.all().find((user) => user.UserType === 'Standard');
    const id = users.insert({
      ProfileId: model?.ProfileId ?? null,
      UserType: 'Standard',
      IsActive: true,
      Username: `new.user.${n}@added.example`,
      Email: `new.user.${n}@added.example`,
      FirstName: 'New',
      LastName: `User ${n}`,
      Name: `New User ${n}`,
      Alias: `n${n}`,
      CommunityNickname: `new.user.${n}`,
      TimeZoneSidKey: 'Europe/Berlin',
      LocaleSidKey: 'en_GB',
      LanguageLocaleKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
      CreatedDate: now,
      LastModifiedDate: now,
      SystemModstamp: now,
      ...fields,
    });
    this.org.data.rows('UserLogin').insert({ UserId: id, LastModifiedDate: now });
    return id;
  }

  deactivateUser(id: string): void {
    this.change('User', id, { IsActive: false });
  }

  freezeUser(userId: string, isFrozen = true): void {
    const logins = this.org.data.rows('UserLogin');
    const login = logins.all().find((row) => row.UserId === userId);
    logins.update(String(login?.Id), { IsFrozen: isFrozen, LastModifiedDate: this.#now() });
  }

  /** Changes a row; its stamps move to now, unless the fields say otherwise. */
  change(object: string, id: string, fields: Row): void {
    const table = this.org.data.rows(object);
    const stamped: Record<string, number> = {};
    for (const name of ['LastModifiedDate', 'SystemModstamp']) {
      if (table.schema.field(name) !== undefined) stamped[name] = this.#now();
    }
    table.update(id, { ...stamped, ...fields });
  }

  /** Adds a row of any object but LoginHistory and LoginGeo, and returns its id. */
  add(object: string, fields: Row): string {
    return this.org.data.rows(object).insert(fields);
  }

  /** Removes a row without a trace. */
  delete(object: string, id: string): void {
    this.org.data.rows(object).delete(id);
  }

  /** Adds sign-ins and returns their ids. A success moves the user's last login. */
  addSignIns(signIns: readonly NewSignIn[]): string[] {
    return signIns.map((signIn) => this.#addSignIn(signIn));
  }

  #addSignIn({ userId, time, shape, origin }: NewSignIn): string {
    const { signIns } = this.org.data;
    const users = this.org.data.rows('User');
    const userSlot = users.find(userId);
    if (userSlot === undefined) throw new Error(`no user ${userId}`);
    const whole = { ...tokenShape(this.org.host, 'Added'), ...shape };
    const at = new Date(time).getTime();
    const last = users.get(userId)?.LastLoginDate;
    if (whole.status === 'Success' && at > Number(last ?? 0))
      users.update(userId, { LastLoginDate: at });
    return signIns.add({
      userSlot,
      time: at,
      shape: signIns.shape(whole),
      origin: signIns.origin({ ...PLATFORM_ORIGIN, ip: '203.0.113.77', ...origin }),
    });
  }

  #now(): number {
    const now = this.org.clock.now();
    return now - (now % 1000);
  }
}
