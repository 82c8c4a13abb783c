import { errorAt, type SoqlError } from './soql-error.js';
import { readTokens, type Token } from './tokens.js';

/** Walks over the tokens of a query, one ahead. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(readonly text: string) {
    this.#tokens = readTokens(text);
  }

  /** The next token, or one further ahead, without taking it. */
  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)] as Token;
  }

  take(): Token {
    const token = this.peek();
    this.#next += 1;
    return token;
  }

  /** Whether the next token is this word or symbol. Strings never are. */
  isNext(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    if (token.kind !== 'word' && token.kind !== 'symbol') return false;
    return token.text.toUpperCase() === text;
  }

  /** Takes the next tokens when they are these. */
  accept(...texts: readonly string[]): boolean {
    if (!texts.every((text, i) => this.isNext(text, i))) return false;
    this.#next += texts.length;
    return true;
  }

  expect(text: string): Token {
    if (!this.isNext(text)) throw this.unexpected();
    return this.take();
  }

  expectWord(): Token {
    if (this.peek().kind !== 'word') throw this.unexpected();
    return this.take();
  }

  /** A whole number of zero or more. */
  expectCount(): number {
    const token = this.take();
    if (!/^\d+$/.test(token.text)) throw this.unexpected(token);
    return Number(token.text);
  }

  /** The refusal of a token that does not belong here. */
  unexpected(token: Token = this.peek()): SoqlError {
    const text =
      token.kind === 'end' ? 'unexpected token: <EOF>' : `unexpected token: '${token.text}'`;
    return errorAt(this.text, token.start, 'MALFORMED_QUERY', text);
  }
}
