import { create } from 'qrcode';
import { expect, it } from 'vitest';
import { qrDrawing } from './qr-path.ts';

it('draws exactly the dark modules, with four light ones around', () => {
  const text = 'https://complaints.example.org/kiosk#code=7K3M9-QXW2P-84TBN';
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size, path } = qrDrawing(text);
  expect(size).toBe(modules.size + 8);
  const dark = new Set<string>();
  for (const [, x = '', y = '', width = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = 0; at < Number(width); at += 1) dark.add(`${Number(x) + at - 4},${Number(y) - 4}`);
  }
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      expect(dark.has(`${x},${y}`)).toBe(Boolean(modules.get(y, x)));
    }
  }
});
