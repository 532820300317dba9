/** A pasted list: one category a line, what is indented belongs to the line above it. */
import type { NewCategory } from './tree.ts';

/** `Repair > Came back` or `Repair › Came back`: a path in one line. */
const PATH = /\s+[>›»]\s+|\t+(?=\S)/;
const BULLET = /^(?:[-–—•*·]|\d+[.)])\s+/;
/** as names of reference data may have */
export const MAX_NAME = 200;

export interface Lines {
  readonly news: readonly NewCategory[];
  /** lines, from 1, whose name is too long */
  readonly tooLong: readonly number[];
}

export function parseLines(text: string): Lines {
  const news: NewCategory[] = [];
  const tooLong: number[] = [];
  /** the indentations of the lines that are above the current one */
  let indents: number[] = [];
  text.split(/\r?\n/).forEach((line, at) => {
    const indent = widthOf(/^\s*/.exec(line)?.[0] ?? '');
    const path = line
      .trim()
      .split(PATH)
      .map((name) => name.trim().replace(BULLET, '').trim())
      .filter((name) => name !== '');
    if (path.length === 0) return;
    if (path.some((name) => name.length > MAX_NAME)) tooLong.push(at + 1);
    indents = indents.filter((other) => other < indent);
    path.forEach((name, below) => news.push({ name: { default: name }, depth: indents.length + below }));
    indents.push(indent);
  });
  return { news, tooLong };
}

/** A tabulator reaches as far as four spaces. */
const widthOf = (spaces: string): number =>
  Array.from(spaces).reduce((width, space) => width + (space === '\t' ? 4 : 1), 0);
