/**
 * The condition of `visibleIf`: a subset of SurveyJS expressions, such as `{overall} <= 2 and {visit} = 'first'`.
 *
 *     or         = and { ("or" | "||") and }
 *     and        = not { ("and" | "&&") not }
 *     not        = ("!" | "negate") not-or-group | group | test
 *     group      = "(" or ")"
 *     test       = name ("empty" | "notempty")
 *                | name ("=" | "==" | "!=" | "<>" | "<" | "<=" | ">" | ">=" | "contains" | "notcontains") literal
 *                | name ("anyof" | "noneof") "[" literal { "," literal } "]"
 *     name       = "{" letter { letter | digit | "_" } "}"
 *     literal    = number | 'text' | "text" | true | false      (text without quotes and backslashes)
 *
 * Negation needs a group, since `!{a} = 1` means `(!{a}) = 1` to SurveyJS. Within the subset, and with literals of the
 * type that the question's answers have, both give the same result; across types ours is strict where SurveyJS converts.
 */

export type Literal = string | number | boolean;
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'contains' | 'notcontains';
export type Membership = 'anyof' | 'noneof';

export type Expression =
  | { readonly kind: 'or' | 'and'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly inner: Expression }
  | { readonly kind: 'empty' | 'notempty'; readonly name: string }
  | {
      readonly kind: 'comparison';
      readonly name: string;
      readonly operator: Comparison;
      readonly literal: Literal;
    }
  | {
      readonly kind: 'membership';
      readonly name: string;
      readonly operator: Membership;
      readonly literals: readonly Literal[];
    };

/** @property at where in the text it stops making sense, from 0 */
export type ParsedExpression =
  | { readonly ok: true; readonly value: Expression }
  | { readonly ok: false; readonly code: 'survey.expression'; readonly at: number };

type Token =
  | { readonly type: 'name' | 'text' | 'symbol' | 'end'; readonly text: string; readonly at: number }
  | { readonly type: 'number'; readonly text: string; readonly at: number };

const TOKEN =
  /(?<space>\s+)|\{(?<name>[A-Za-z][A-Za-z0-9_]*)\}|'(?<single>[^'"\\]+)'|"(?<double>[^'"\\]+)"|(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?)|(?<symbol><=|>=|<>|!=|==|&&|\|\||[=<>!()[\],]|[A-Za-z]+)/y;

/** SurveyJS's spellings of an operator to ours. */
const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['=', '='],
  ['==', '='],
  ['!=', '!='],
  ['<>', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['contains', 'contains'],
  ['notcontains', 'notcontains'],
]);

/** Deeper nesting is no condition that anybody wrote, and would exhaust the stack. */
const DEEPEST = 50;
const LONGEST = 4000;

class Unexpected extends Error {
  readonly at: number;
  constructor(at: number) {
    super();
    this.at = at;
  }
}

/** Reads a condition; never throws. */
export function parseExpression(text: string): ParsedExpression {
  try {
    if (text.length > LONGEST) throw new Unexpected(LONGEST);
    return { ok: true, value: new Parser(tokens(text)).whole() };
  } catch (error) {
    if (error instanceof Unexpected) return { ok: false, code: 'survey.expression', at: error.at };
    throw error;
  }
}

/** The parts of a condition that ask a question something: all but `and`, `or` and `not`. */
export function testsIn(expression: Expression): Exclude<Expression, { kind: 'or' | 'and' | 'not' }>[] {
  switch (expression.kind) {
    case 'or':
    case 'and':
      return [...testsIn(expression.left), ...testsIn(expression.right)];
    case 'not':
      return testsIn(expression.inner);
    default:
      return [expression];
  }
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) throw new Unexpected(at);
    const { name, single, double, number, symbol } = match.groups ?? {};
    const quoted = single ?? double;
    if (name !== undefined) found.push({ type: 'name', text: name, at });
    else if (quoted !== undefined) found.push({ type: 'text', text: quoted, at });
    else if (number !== undefined) found.push({ type: 'number', text: number, at });
    else if (symbol !== undefined) found.push({ type: 'symbol', text: symbol.toLowerCase(), at });
    at = TOKEN.lastIndex;
  }
  found.push({ type: 'end', text: '', at: text.length });
  return found;
}

/** Recursive descent over the tokens; `next` is always the first that is not consumed, and the last is the end. */
class Parser {
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;

  constructor(found: readonly Token[]) {
    this.#tokens = found;
  }

  whole(): Expression {
    const expression = this.#or();
    if (this.#next().type !== 'end') throw new Unexpected(this.#next().at);
    return expression;
  }

  #next(): Token {
    return this.#tokens[this.#index] ?? { type: 'end', text: '', at: 0 };
  }

  #take(): Token {
    const token = this.#next();
    this.#index += 1;
    return token;
  }

  #accept(...symbols: string[]): boolean {
    const { type, text } = this.#next();
    const accepted = type === 'symbol' && symbols.includes(text);
    if (accepted) this.#index += 1;
    return accepted;
  }

  #expect(symbol: string): void {
    if (!this.#accept(symbol)) throw new Unexpected(this.#next().at);
  }

  #or(): Expression {
    let left = this.#and();
    while (this.#accept('or', '||')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Expression {
    let left = this.#term();
    while (this.#accept('and', '&&')) left = { kind: 'and', left, right: this.#term() };
    return left;
  }

  #term(): Expression {
    if (this.#accept('!', 'negate')) return { kind: 'not', inner: this.#nested(() => this.#negatable()) };
    const { type, text } = this.#next();
    return type === 'symbol' && text === '(' ? this.#group() : this.#test();
  }

  #negatable(): Expression {
    return this.#accept('!', 'negate')
      ? { kind: 'not', inner: this.#nested(() => this.#negatable()) }
      : this.#group();
  }

  #group(): Expression {
    this.#expect('(');
    const inner = this.#nested(() => this.#or());
    this.#expect(')');
    return inner;
  }

  #nested(parse: () => Expression): Expression {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Unexpected(this.#next().at);
    const inner = parse();
    this.#depth -= 1;
    return inner;
  }

  #test(): Expression {
    const variable = this.#take();
    if (variable.type !== 'name') throw new Unexpected(variable.at);
    const name = variable.text;
    const { type, text, at } = this.#take();
    if (type !== 'symbol') throw new Unexpected(at);
    if (text === 'empty' || text === 'notempty') return { kind: text, name };
    if (text === 'anyof' || text === 'noneof')
      return { kind: 'membership', name, operator: text, literals: this.#list() };
    const operator = COMPARISONS.get(text);
    if (operator === undefined) throw new Unexpected(at);
    return { kind: 'comparison', name, operator, literal: this.#literal() };
  }

  #list(): Literal[] {
    this.#expect('[');
    const literals = [this.#literal()];
    while (this.#accept(',')) literals.push(this.#literal());
    this.#expect(']');
    return literals;
  }

  #literal(): Literal {
    const { type, text, at } = this.#take();
    if (type === 'number') return Number(text);
    if (type === 'text') return text;
    if (type === 'symbol' && (text === 'true' || text === 'false')) return text === 'true';
    throw new Unexpected(at);
  }
}
