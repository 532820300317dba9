import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const themes = { light: new Map<string, string>(), dark: new Map<string, string>() };
for (const [, name = '', light = '', dark = ''] of css.matchAll(
  /(--[\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g,
)) {
  themes.light.set(name, light);
  themes.dark.set(name, dark);
}
for (const [, name = '', colour = ''] of css.matchAll(/(--[\w-]+): (#\w{6});/g)) {
  themes.light.set(name, colour);
  themes.dark.set(name, colour);
}

/** WCAG 2.2, relative luminance of an sRGB colour. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(theme: 'light' | 'dark', one: string, other: string): number {
  const [a, b] = [one, other].map((name) => {
    const colour = themes[theme].get(name);
    if (colour === undefined) throw new Error(`no colour ${name}`);
    return luminance(colour);
  }) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const grounds = ['--paper', '--surface', '--sunken'];
const texts: [string, string][] = [
  ...['--ink', '--ink-2', '--ink-3', '--brand', '--bad', '--warn', '--ok', '--info'].flatMap((ink) =>
    grounds.map((ground): [string, string] => [ink, ground]),
  ),
  ['--brand-ink', '--brand'],
  ['--brand-ink', '--brand-press'],
  ['--brand', '--brand-soft'],
  ['--brand-deep', '--brand-soft'],
  ['--ink', '--brand-soft'],
  ['--bad-ink', '--bad'],
  ...['ok', 'warn', 'bad', 'info'].map((tone): [string, string] => [`--${tone}`, `--${tone}-soft`]),
  ...['ok', 'warn', 'bad', 'info'].map((tone): [string, string] => ['--ink', `--${tone}-soft`]),
  ['--paper', '--ink'],
  ['--kiosk-ink', '--kiosk'],
  ['--kiosk-ink', '--kiosk-soft'],
  ['--kiosk', '--kiosk-pick'],
];
const shapes: [string, string][] = [
  ...grounds.map((ground): [string, string] => ['--edge', ground]),
  ...grounds.map((ground): [string, string] => ['--focus', ground]),
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(texts)('text in %s can be read on %s (4.5:1)', (ink, ground) => {
    expect(contrast(theme, ink, ground)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(shapes)('a shape in %s is seen on %s (3:1)', (shape, ground) => {
    expect(contrast(theme, shape, ground)).toBeGreaterThanOrEqual(3);
  });
});
