/**
 * Checks every text of every language: `npx tsx scripts/locales/check.ts [language …]`. Prints a line for each finding and
 * a count for each language; ends with 1 when there is any. The rules: rules.ts and usage.ts.
 */
import { LANGUAGES } from '../../src/i18n/languages.ts';
import { checkLocales } from './report.ts';

const asked = process.argv.slice(2);
const unknown = asked.filter((language) => !LANGUAGES.some(({ code }) => code === language));
if (unknown.length > 0) {
  console.error(`No such language: ${unknown.join(', ')}`);
  process.exit(2);
}

const findings = checkLocales({
  locales: 'locales',
  code: ['src'],
  ...(asked.length > 0 && { languages: asked.filter((language) => language !== 'en') }),
});
for (const { language, key, rule, detail } of findings) console.log(`${language} ${key}: ${rule}: ${detail}`);

const counts = new Map<string, number>();
for (const { language } of findings) counts.set(language, (counts.get(language) ?? 0) + 1);
const summary = [...counts].map(([language, count]) => `${language} ${count}`).join(', ');
console.log(findings.length === 0 ? 'All texts are in order.' : `${findings.length} findings: ${summary}`);
process.exit(findings.length === 0 ? 0 : 1);
