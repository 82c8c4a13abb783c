declare global {
  /** Where libraries that add style elements look for the nonce. */
  var __webpack_nonce__: string | undefined;
}

/** The nonce that the host wrote into this page; styles that are made at run time carry it. */
export function pageNonce(): string {
  const element = document.querySelector<HTMLElement>('[property="csp-nonce"]');
  return element?.nonce ?? '';
}

/** Lends the page's nonce to libraries that cannot be given one. */
export function lendNonce(): void {
  globalThis.__webpack_nonce__ = pageNonce();
}
