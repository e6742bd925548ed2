/** Shortest word that another may be taken for; of shorter ones too many are near. */
const SHORTEST = 4;

/** Whether a word is another with an ending more or less, a letter wrong, or two swapped. */
export function isNear(typed: string, known: string): boolean {
  if (known.length < SHORTEST) return false;
  if (typed.startsWith(known) && typed.length <= known.length + 2) return true;
  let same = 0;
  while (same < known.length && typed[same] === known[same]) same++;
  const [a, b] = [typed.slice(same), known.slice(same)];
  const swapped = `${b.charAt(1)}${b.charAt(0)}${b.slice(2)}`;
  return a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b || a === swapped;
}
