import { type AuditClass, actionClasses } from './action-classes.js';
import { directions } from './directions.js';

/** What kind of change it was, by action, section and the text that an administrator sees. Pure. */
export function classify(action: string, section: string | null, text: string | null): AuditClass {
  const name = action.toLowerCase();
  const byText = directions.find(([pattern]) => pattern.test(name));
  if (byText && !/^deletedloginiprange/.test(name)) return byText[1]((text ?? '').toLowerCase());
  const found = actionClasses.find(([pattern]) => pattern.test(name))?.[1];
  if (found !== undefined) return found;
  return section?.toLowerCase() === 'data export' ? 'data_exported' : 'other';
}
