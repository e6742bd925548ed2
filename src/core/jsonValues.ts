/** Whether a JSON text has no more than so many values, by the marks before or after each; those in texts count too. */
export function hasAtMost(most: number, json: string): boolean {
  let marks = 0;
  for (let at = 0; at < json.length && marks <= most; at += 1) {
    const code = json.charCodeAt(at);
    // Comma, opening bracket, opening brace.
    if (code === 0x2c || code === 0x5b || code === 0x7b) marks += 1;
  }
  return marks <= most;
}
