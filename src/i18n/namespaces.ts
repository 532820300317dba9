import type account from '../../locales/en/account.json';
import type admin from '../../locales/en/admin.json';
import type codes from '../../locales/en/codes.json';
import type common from '../../locales/en/common.json';
import type complaints from '../../locales/en/complaints.json';
import type errors from '../../locales/en/errors.json';
import type kiosk from '../../locales/en/kiosk.json';
import type reports from '../../locales/en/reports.json';
import type surveys from '../../locales/en/surveys.json';
import type ui from '../../locales/en/ui.json';

/** The files of a language, and with them the types of all keys. To add one: its JSON, a line here and one below. */
export interface Texts {
  readonly common: typeof common;
  readonly ui: typeof ui;
  readonly account: typeof account;
  readonly complaints: typeof complaints;
  readonly kiosk: typeof kiosk;
  readonly surveys: typeof surveys;
  readonly reports: typeof reports;
  readonly admin: typeof admin;
  readonly codes: typeof codes;
  readonly errors: typeof errors;
}

/** The first is the one that a key without a namespace belongs to. */
export const NAMESPACES = [
  'common',
  'ui',
  'account',
  'complaints',
  'kiosk',
  'surveys',
  'reports',
  'admin',
  'codes',
  'errors',
] as const satisfies readonly (keyof Texts)[];

/**
 * What is fetched together, so that a phone doesn't load the texts of an office: `core` always, the others with the
 * pages that show them.
 */
export const TEXT_GROUPS = {
  core: ['common', 'ui'],
  work: ['codes', 'errors'],
  account: ['account'],
  complaints: ['complaints'],
  kiosk: ['kiosk', 'surveys'],
  office: ['reports', 'admin'],
} as const satisfies Record<string, readonly (keyof Texts)[]>;
export type TextGroup = Exclude<keyof typeof TEXT_GROUPS, 'core'>;

/** Texts of one language: namespace, then nested keys. */
export type LanguagePack = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
