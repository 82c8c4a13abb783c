/** A question to the API. */
export interface Question {
  readonly name: string;
  readonly path: string;
}

/** What the page of sign-ins asks: first without filters, then with the usual ones. */
export function questionsOf(now: Date): readonly Question[] {
  const from = (days: number) =>
    `from=${new Date(now.getTime() - days * 86_400_000).toISOString()}`;
  const month = from(30);
  return [
    { name: 'list, first page', path: `/sign-ins?${month}` },
    { name: 'list, failed', path: `/sign-ins?${month}&outcome=failure` },
    { name: 'list, one country', path: `/sign-ins?${month}&country=AT` },
    { name: 'list, not a country', path: `/sign-ins?${month}&country=!DE` },
    { name: 'list, without a second factor', path: `/sign-ins?${month}&mfa=no` },
    { name: 'list, a person', path: `/sign-ins?${month}&q=user.42@` },
    { name: 'list, a network', path: `/sign-ins?${month}&network=10.3.7.0/24` },
    { name: 'histogram, 30 days', path: `/sign-ins/histogram?${month}` },
    { name: 'histogram, failed', path: `/sign-ins/histogram?${month}&outcome=failure` },
    { name: 'histogram, 24 hours', path: `/sign-ins/histogram?${from(1)}` },
    { name: 'facets, 30 days', path: `/sign-ins/facets?${month}` },
    { name: 'facets, one country', path: `/sign-ins/facets?${month}&country=AT` },
    { name: 'facets, 24 hours', path: `/sign-ins/facets?${from(1)}` },
  ];
}
