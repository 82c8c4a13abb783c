/** Where an account's page is. */
export function accountHref(integrationId: string, id: string): string {
  return `/accounts/${encodeURIComponent(integrationId)}/${encodeURIComponent(id)}`;
}
