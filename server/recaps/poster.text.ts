/** Marks that never begin a line of Chinese. */
const NEVER_FIRST = new Set('，。、；：？！）」』》”’·…%');

/**
 * Breaks a text into lines that fit; what does not fit any more ends in an ellipsis.
 *
 * @param width of a piece of text in pixels
 * @param most lines, at least 1
 */
export function wrapLines(
  text: string,
  limit: { width: number; most: number },
  width: (piece: string) => number,
): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text.replace(/\s+/g, ' ').trim()) {
    if (width(line + character) <= limit.width || NEVER_FIRST.has(character)) {
      line += character;
      continue;
    }
    lines.push(line);
    line = character.trimStart();
    if (lines.length === limit.most)
      return [...lines.slice(0, -1), shortened(lines.at(-1)!, limit.width, width)];
  }
  return line ? [...lines, line] : lines;
}

function shortened(line: string, limit: number, width: (piece: string) => number): string {
  const characters = [...line];
  while (characters.length > 0 && width(`${characters.join('')}…`) > limit) characters.pop();
  return `${characters.join('')}…`;
}
