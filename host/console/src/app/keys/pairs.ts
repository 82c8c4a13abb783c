/** Where G and another letter lead: Findings, Accounts, Licences, Sign-ins, access (X), Integrations, Plugins, settings (T). */
const letters: Readonly<Record<string, string>> = {
  '/findings': 'f',
  '/accounts': 'a',
  '/licences': 'l',
  '/sign-ins': 's',
  '/access': 'x',
  '/integrations': 'i',
  '/plugins': 'p',
  '/settings': 't',
};

/** The letter that goes to a place after G; undefined where there is none. */
export function letterOf(to: string): string | undefined {
  return letters[to];
}

/** How long the second key of a pair is waited for. */
const pairMs = 1_500;

/** Hears pairs of keys: G, then the letter of a place. */
export class PairListener {
  #begunAt: number | undefined;

  /** Where a key leads after the ones before; undefined when it is not the second of a pair. Only G begins one. */
  hear(key: string, at: number, places: readonly { readonly to: string }[]): string | undefined {
    const pressed = key.toLowerCase();
    const isSecond = this.#begunAt !== undefined && at - this.#begunAt <= pairMs;
    this.#begunAt = !isSecond && pressed === 'g' ? at : undefined;
    return isSecond ? places.find(({ to }) => letterOf(to) === pressed)?.to : undefined;
  }
}
