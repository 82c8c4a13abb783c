import type { Person } from './data/person.js';
import type { Row } from './data/row-table.js';
import { toJson } from './soql/projection.js';
import type { OrgState } from './state.js';

/** What is really in the org, whoever may see it. */
export class Truth {
  constructor(private readonly org: OrgState) {}

  /** What became of the seeded users: who works, who never came, who was frozen. */
  get people(): readonly Person[] {
    return this.org.people;
  }

  /** How many rows an object has. */
  count(object: string): number {
    return this.org.data.table(object).size;
  }

  /** The ids of every row of an object. OauthToken rows without an id are left out. */
  ids(object: string): Set<string> {
    const table = this.org.data.table(object);
    const id = table.reader('Id');
    return new Set(Array.from(table.slots(), id).filter((value) => typeof value === 'string'));
  }

  /** Every row of an object with all its fields, as REST would show them. */
  rows(object: string): Row[] {
    const table = this.org.data.table(object);
    const cells = table.schema.fields
      .filter((field) => field.type !== 'address')
      .map((field) => ({ field, cell: table.reader(field.name) }));
    return Array.from(table.slots(), (slot) =>
      Object.fromEntries(cells.map(({ field, cell }) => [field.name, toJson(field, cell(slot))])),
    );
  }

  /** Active users who never signed in. */
  neverSignedIn(): string[] {
    return this.#users((user) => user.IsActive === true && user.LastLoginDate === undefined);
  }

  deactivated(): string[] {
    return this.#users((user) => user.IsActive === false);
  }

  frozen(): string[] {
    const logins = this.org.data.rows('UserLogin').all();
    return logins.filter((login) => login.IsFrozen === true).map((login) => String(login.UserId));
  }

  /** Active users whose last sign-in is at least this long ago. */
  idleFor(ms: number): string[] {
    const limit = this.org.clock.now() - ms;
    return this.#users((user) => {
      const last = user.LastLoginDate;
      return user.IsActive === true && typeof last === 'number' && last <= limit;
    });
  }

  #users(isWanted: (user: Row) => boolean): string[] {
    return this.org.data
      .rows('User')
      .all()
      .filter(isWanted)
      .map((user) => String(user.Id));
  }
}
