/** What a password is worth: 0 too short, then fair, good, strong. The host decides what it takes. */
export function passwordStrength(password: string): 0 | 1 | 2 | 3 {
  const length = [...password].length;
  const distinct = new Set(password).size;
  if (length < 12) return 0;
  if (distinct < 8) return 1;
  return length >= 20 ? 3 : 2;
}
