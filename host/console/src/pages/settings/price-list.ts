import type { LicencePrice, PriceList } from '../../api/prices.js';

/** A line of the table: one price of one licence. */
export interface PriceLine {
  readonly id: string;
  /** Where it is in the list. */
  readonly licence: number;
  readonly price: number;
  readonly name: string;
  readonly source: string;
  readonly edition: string | undefined;
  readonly monthly: number;
}

/** The prices of a list, one a line, in its order. */
export function priceLines({ licences }: Pick<PriceList, 'licences'>): readonly PriceLine[] {
  return licences.flatMap((each, licence) =>
    each.prices.map(({ edition, monthly }, price) => ({
      id: `${licence} ${price}`,
      licence,
      price,
      name: licenceName(each),
      source: each.source,
      edition,
      monthly,
    })),
  );
}

/** A list with one price changed; the rest of what is known of the licence stays. */
export function withPrice(list: PriceList, line: PriceLine, monthly: number): PriceList {
  return {
    ...list,
    licences: list.licences.map((each, index) =>
      index === line.licence
        ? {
            ...each,
            prices: each.prices.map((price, place) =>
              place === line.price ? { ...price, monthly } : price,
            ),
          }
        : each,
    ),
  };
}

/** A list without one price; a licence without any price goes. */
export function withoutPrice(list: PriceList, line: PriceLine): PriceList {
  const licences = list.licences.map((each, index) =>
    index === line.licence
      ? { ...each, prices: each.prices.filter((_, place) => place !== line.price) }
      : each,
  );
  return { ...list, licences: licences.filter(({ prices }) => prices.length > 0) };
}

/** A list with one more licence. */
export function withLicence(list: PriceList, name: string, source: string): PriceList {
  return { ...list, licences: [...list.licences, { name, source, prices: [{ monthly: 0 }] }] };
}

function licenceName({ name, key }: LicencePrice): string {
  return name ?? key ?? '';
}
