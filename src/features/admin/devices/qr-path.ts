import { create } from 'qrcode';

export interface QrDrawing {
  /** modules on a side, the quiet zone included */
  readonly size: number;
  /** of an SVG path: one square for each dark module, joined along a row */
  readonly path: string;
}

/** Light modules around the code, without which a camera may not find it (ISO/IEC 18004, 9.1). */
const QUIET = 4;

export function qrDrawing(text: string): QrDrawing {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const rows: string[] = [];
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (!modules.get(y, x)) continue;
      const from = x;
      while (x + 1 < modules.size && modules.get(y, x + 1)) x += 1;
      rows.push(`M${from + QUIET} ${y + QUIET}h${x - from + 1}v1h${from - x - 1}z`);
    }
  }
  return { size: modules.size + 2 * QUIET, path: rows.join('') };
}
