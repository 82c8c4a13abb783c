import semver from 'semver';

/** What decides which of two versions of a plugin new integrations use. */
export interface Candidate {
  readonly digest: string;
  readonly version: string;
  readonly source: 'bundled' | 'added';
}

/**
 * Whether a bundled plugin found on disk takes the place of the active one.
 * Never an older one: hosts of two versions may share a database while they are updated, and would
 * otherwise switch back and forth. One that a person added gives way only to a later version.
 */
export function takesOver(found: Candidate, active: Candidate | undefined): boolean {
  if (active === undefined) return true;
  if (active.digest === found.digest) return false;
  return active.source === 'bundled'
    ? semver.gte(found.version, active.version)
    : semver.gt(found.version, active.version);
}

/** The latest version among several; undefined when there is none. */
export function latest<T extends Candidate>(candidates: readonly T[]): T | undefined {
  return candidates.toSorted((a, b) => semver.rcompare(a.version, b.version))[0];
}
