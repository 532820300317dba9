import type { Plugin } from 'vite';

/** Valibot's functions that make a schema, or a part of one, and do nothing else. */
const MAKES_SCHEMA =
  /\bv\.(?=(?:array|boolean|check|custom|finite|integer|literal|looseObject|maxLength|maxValue|minLength|minValue|nullable|number|object|objectWithRest|omit|optional|partial|pick|picklist|pipe|rawCheck|record|regex|safeInteger|startsWith|strictObject|string|transform|trim|union|unknown|variant)\()/g;

/** @param code of a module that imports valibot as `v` */
export const withPureSchemas = (code: string): string => code.replaceAll(MAKES_SCHEMA, '/*#__PURE__*/ v.');

/**
 * Marks our schemas as free of side effects, so that a screen that takes one function from a module of the domain does
 * not bring the module's schemas and, with them, valibot: 3 kB gzip of a kiosk's first screen.
 */
export function pureSchemas(): Plugin {
  return {
    name: 'redress:pure-schemas',
    apply: 'build',
    // Before the types are taken out: what prints the code anew decides by itself which comments it keeps.
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/.*\.tsx?$/, code: "import * as v from 'valibot'" },
      handler: (code) => ({ code: withPureSchemas(code), map: null }),
    },
  };
}
