import type { Egress, Manifest, Quota, SetupStep, Stream } from './manifest.generated.js';

export type { Answer, Manifest, Refusal } from './manifest.generated.js';

/** An origin that the plugin may reach. */
export type ManifestEgress = Egress;
/** A quota of the provider. */
export type ManifestQuota = Quota;
/** A stream of the plugin. */
export type ManifestStream = Stream;
/** A step of the setup guide. */
export type ManifestSetupStep = SetupStep;
/** How the host authenticates. */
export type ManifestAuth = Manifest['auth'];
/** The form. */
export type ManifestConfig = Manifest['config'];
