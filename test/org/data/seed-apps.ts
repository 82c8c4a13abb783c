import type { OrgPlan } from '../options.js';
import { Random } from '../random.js';
import type { OrgData } from './org-data.js';
import type { Person } from './person.js';
import type { AccessIds, Stamp } from './seed-access.js';

const DAY_MS = 86_400_000;
const INSTALLED = ['Order Sync', 'Dataloader Bulk', 'Salesforce for iOS', 'Tableau', 'Slack'];
const UNINSTALLED = ['My Ticket Portal', 'Drift Email', 'Salesforce CLI'];
const SECRET_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Seeds apps, what users granted them, identity providers and registered MFA methods. */
export function seedApps(
  data: OrgData,
  plan: OrgPlan,
  people: readonly Person[],
  access: AccessIds,
  stamp: Stamp,
): void {
  const random = new Random(plan.seed ^ 0xa995);
  seedConnectedApps(data, random, access, stamp);
  seedProviders(data, plan, stamp);
  seedTokens(data, plan, random, people);
  for (const person of people) seedMethods(data, random, person);
}

function seedConnectedApps(data: OrgData, random: Random, access: AccessIds, stamp: Stamp): void {
  for (const Name of INSTALLED) {
    const SetupEntityId = data.rows('ConnectedApplication').insert({
      ...stamp,
      Name,
      OptionsAllowAdminApprovedUsersOnly: random.chance(0.4),
      RefreshTokenValidityPeriod: random.chance(0.5) ? 24 : null,
      StartUrl: Name === 'Tableau' ? 'https://tableau.example/start' : null,
    });
    data.rows('SetupEntityAccess').insert({
      ParentId: access.permissionSets.get('Api_Access') ?? null,
      SetupEntityId,
      SetupEntityType: 'ConnectedApplication',
      SystemModstamp: stamp.SystemModstamp ?? null,
    });
  }
}

function seedProviders(data: OrgData, plan: OrgPlan, stamp: Stamp): void {
  data.rows('SamlSsoConfig').insert({
    ...stamp,
    DeveloperName: 'Corporate_IdP',
    MasterLabel: 'Corporate IdP',
    Version: 'SAML2_0',
    Issuer: 'https://idp.example/saml',
    Audience: `https://${plan.myDomain}.my.salesforce.com`,
    IdentityMapping: 'FederationId',
    IdentityLocation: 'SubjectNameId',
    LoginUrl: 'https://idp.example/sso',
    RequestSignatureMethod: 'RSA-SHA256',
    OptionsSpInitBinding: true,
  });
  data.rows('AuthProvider').insert({
    CreatedDate: stamp.CreatedDate ?? null,
    ProviderType: 'OpenIdConnect',
    FriendlyName: 'Partner login',
    DeveloperName: 'Partner_Login',
    AuthorizeUrl: 'https://partner.example/authorize',
    TokenUrl: 'https://partner.example/token',
  });
}

function seedTokens(data: OrgData, plan: OrgPlan, random: Random, people: readonly Person[]): void {
  const holders = people.filter((p) => p.habit !== 'none' && p.standing !== 'deactivated');
  const wanted = plan.oauthTokens ?? Math.ceil(holders.length * 0.8);
  for (let i = 0; i < wanted && holders.length > 0; i += 1) {
    const holder = holders[i % holders.length];
    const granted = plan.startAt - random.int(400) * DAY_MS - random.int(DAY_MS);
    const used = Math.min(plan.startAt, granted + random.int(200) * DAY_MS);
    const isUsed = random.chance(0.85);
    data.rows('OauthToken').insert({
      ...(random.chance(0.5) ? { Id: null } : {}),
      UserId: holder?.id ?? null,
      AppName: random.pick(random.chance(0.9) ? INSTALLED : UNINSTALLED),
      CreatedDate: granted,
      LastUsedDate: isUsed ? used : null,
      UseCount: isUsed ? 1 + random.int(500) : 0,
      AccessToken: random.text(32, SECRET_CHARACTERS),
      DeleteToken: random.text(32, SECRET_CHARACTERS),
    });
  }
}

/** Users without any method have no row at all. */
function seedMethods(data: OrgData, random: Random, person: Person): void {
  const isHuman = person.habit === 'browser' || person.habit === 'sso' || person.habit === 'mobile';
  if (!isHuman || !random.chance(person.isAdmin ? 0.9 : 0.6)) return;
  const isStrong = random.chance(person.isAdmin ? 0.6 : 0.15);
  data.rows('TwoFactorMethodsInfo').insert({
    UserId: person.id,
    ExternalId: random.text(18, SECRET_CHARACTERS),
    HasSalesforceAuthenticator: random.chance(0.5),
    HasTotp: !isStrong || random.chance(0.3),
    HasSecurityKey: isStrong,
    HasBuiltInAuthenticator: isStrong && random.chance(0.5),
    HasU2F: random.chance(0.03),
    HasTempCode: random.chance(0.02),
    HasVerifiedMobileNumber: random.chance(0.2),
    HasUserVerifiedMobileNumber: random.chance(0.2),
    HasUserVerifiedEmailAddress: random.chance(0.8),
  });
}
