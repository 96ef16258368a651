/** What a dish is compared by: letters only, without a plural's ending. */
function dishKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/(?<=ch|sh|ss|x|z)es$|ies$|s$|(?:\s)?ها$/u, (end) => (end === 'ies' ? 'y' : ''));
}

/** The dish as the menu writes it; null when it is not on it. Without a menu everything can be ordered. */
export function findDish(name: string, menu: string[]): string | null {
  if (menu.length === 0) return name;
  const key = dishKey(name);
  return menu.find((dish) => dishKey(dish) === key) ?? null;
}
