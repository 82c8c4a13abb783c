const checksumAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * The 18-character form of an id: 15-character ids differ by case alone, and logs and display
 * texts use those. Anything that is not 15 characters long is given back as it is.
 */
export function to18(id: string): string {
  if (id.length !== 15) return id;
  const checksum = [0, 5, 10].map((offset) => {
    const bits = [...id.slice(offset, offset + 5)].reduce(
      (sum, letter, place) => (letter >= 'A' && letter <= 'Z' ? sum | (1 << place) : sum),
      0,
    );
    return checksumAlphabet.charAt(bits);
  });
  return id + checksum.join('');
}
