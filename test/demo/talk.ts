const bold = process.stdout.isTTY && !process.env.NO_COLOR ? ['\u001b[1m', '\u001b[0m'] : ['', ''];

/** Prints the title of a step. */
export function heading(text: string): void {
  process.stdout.write(`\n${bold[0]}${text}${bold[1]}\n`);
}

/** Prints a line below the title. */
export function say(text: string): void {
  process.stdout.write(`  ${text}\n`);
}
