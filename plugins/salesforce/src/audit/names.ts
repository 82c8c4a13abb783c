/** Where texts name a role, an app or a setting. The first that fits counts. */
const objects: readonly RegExp[] = [
  /^(?:changed )?permission set (?:group )?(.+?): /i,
  /^changed profile for user .+ from .+ to (.+?)\.?$/i,
  /^changed profile (.+?): /i,
  /^(?:created|installed|deleted|updated|unblocked) connected app (.+?)(?: to salesforce)?$/i,
  /^(?:added|deleted) login ip range (?:to|from|for) (.+?) from /i,
];

/** Where texts name an account by its name or username, there being no id. */
const targets: readonly RegExp[] = [
  /^changed profile for user (.+) from .+ to /i,
  /login-as access for (.+?)\.?$/i,
  /(?: user | (?:removed|registered|generated|added|changed) for )(.+?)(?: \(UserID: .*)?\.?$/i,
];

/** The name of the role, app or setting that a text is about. */
export function objectNameOf(text: string | null): string | null {
  return firstMatch(objects, text);
}

/** The name or username of the account that something was done to. */
export function targetNameOf(text: string | null): string | null {
  return firstMatch(targets, text);
}

function firstMatch(patterns: readonly RegExp[], text: string | null): string | null {
  if (text === null) return null;
  for (const pattern of patterns) {
    const name = pattern.exec(text)?.[1]?.trim();
    if (name) return name;
  }
  return null;
}
