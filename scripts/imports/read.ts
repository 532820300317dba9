/**
 * What a module takes from where, read from its syntax tree: a comment or a text that looks like an import is none,
 * and one hidden in a type, a dynamic import or a worker's URL is one.
 */
import { parseSync, Visitor } from 'oxc-parser';

export interface Import {
  /** as written, up to what is computed; `undefined` when all of it is, so that nothing can be said of it */
  readonly specifier: string | undefined;
  /** erased when compiled: `import type`, `export type … from`, `import('…')` in a type */
  readonly typeOnly: boolean;
  /** from 1 */
  readonly line: number;
}

export interface ModuleFacts {
  readonly imports: readonly Import[];
  /** lines that read the clock by `new Date()` or `Date()`, which no list of globals can tell from `new Date(ms)` */
  readonly clockReads: readonly number[];
}

const SCRIPT = /\.[cm]?[jt]sx?$/;

interface Located {
  readonly type: string;
  readonly start: number;
}

/**
 * The text of a literal; of a template the part before the first gap, which tells the folder.
 */
function literal(node: Located): string | undefined {
  if (node.type === 'Literal' && 'value' in node && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral' || !('quasis' in node) || !Array.isArray(node.quasis)) return undefined;
  const quasis: ReadonlyArray<{ readonly value: { readonly cooked: string | null } }> = node.quasis;
  const text = quasis[0]?.value.cooked ?? '';
  return quasis.length === 1 || /^\.{1,2}\//.test(text) ? text : undefined;
}

const isNamed = (node: Located, name: string): boolean =>
  node.type === 'Identifier' && 'name' in node && node.name === name;

/**
 * @param file decides the dialect by its ending
 * @throws SyntaxError when the source does not parse
 */
export function readModule(file: string, source: string): ModuleFacts {
  const { program, errors } = parseSync(file, source);
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(`${file}: ${error.message}`);

  const imports: Import[] = [];
  const clockReads: number[] = [];
  const lineOf = (node: Located): number => source.slice(0, node.start).split('\n').length;
  const add = (node: Located, from: Located, typeOnly: boolean): void => {
    imports.push({ specifier: literal(from), typeOnly, line: lineOf(node) });
  };

  new Visitor({
    ImportDeclaration: (node) => add(node, node.source, node.importKind === 'type'),
    ExportAllDeclaration: (node) => add(node, node.source, node.exportKind === 'type'),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node, node.source, node.exportKind === 'type');
    },
    ImportExpression: (node) => add(node, node.source, false),
    TSImportType: (node) => add(node, node.source, true),
    NewExpression: (node) => {
      const [first, second] = node.arguments;
      if (isNamed(node.callee, 'Date') && first === undefined) clockReads.push(lineOf(node));
      // `new URL('./worker.ts', import.meta.url)` is how bundlers are told of a worker.
      if (!isNamed(node.callee, 'URL') || first === undefined || second?.type !== 'MemberExpression') return;
      if (second.object.type === 'MetaProperty' && SCRIPT.test(literal(first) ?? '')) add(node, first, false);
    },
    CallExpression: (node) => {
      if (isNamed(node.callee, 'Date')) clockReads.push(lineOf(node));
      const [first] = node.arguments;
      if (first === undefined) return;
      if (isNamed(node.callee, 'require')) add(node, first, false);
      // `import.meta.glob('…')` of Vite, with one pattern or several
      if (node.callee.type !== 'MemberExpression' || node.callee.object.type !== 'MetaProperty') return;
      if (!isNamed(node.callee.property, 'glob')) return;
      const patterns = first.type === 'ArrayExpression' ? first.elements : [first];
      for (const pattern of patterns) if (pattern !== null) add(node, pattern, false);
    },
  }).visit(program);

  return { imports, clockReads };
}
