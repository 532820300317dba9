/**
 * For fields about a complainant: nothing offered from the last one, nothing sent to a speller in the cloud, nothing kept
 * by a password program. Such a field also gets no `name`, for browsers keep form history by it.
 */
export const PRIVATE_INPUT = {
  autoComplete: 'off',
  autoCorrect: 'off',
  spellCheck: false,
  'data-1p-ignore': '',
  'data-lpignore': 'true',
  'data-form-type': 'other',
} as const;
