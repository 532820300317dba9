/**
 * Draws public/icons/*.png from public/favicon.svg with an installed Chromium: `npm run icons`.
 * The pictures are kept in the repository; run it again when the drawing changes.
 */
import { readFileSync, mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { launchOptions } from '../chromium.mjs';

const PICTURES = [
  { file: 'any-192', size: 192, safe: false },
  { file: 'any-512', size: 512, safe: false },
  { file: 'maskable-192', size: 192, safe: true },
  { file: 'maskable-512', size: 512, safe: true },
  { file: 'apple-180', size: 180, safe: true },
];

const svg = readFileSync('public/favicon.svg', 'utf8');
// A mask may cut all but the inner 80 % circle: the ground fills the square, the sign shrinks into it.
const masked = svg
  .replace('rx="116"', '')
  .replace('<path', '<g transform="translate(256 256) scale(.78) translate(-256 -266)"><path')
  .replace('</svg>', '</g></svg>');

const browser = await chromium.launch(launchOptions());
mkdirSync('public/icons', { recursive: true });
for (const { file, size, safe } of PICTURES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${safe ? masked : svg}`,
  );
  await page.screenshot({ path: `public/icons/${file}.png`, omitBackground: true });
  await page.close();
}
await browser.close();
