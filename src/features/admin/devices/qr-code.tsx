import { useMemo } from 'react';
import { qrDrawing } from './qr-path.ts';
import styles from './qr-code.module.css';

export interface QrCodeProps {
  readonly text: string;
  /** what a camera finds there */
  readonly label: string;
}

/** Dark on white in every theme: many cameras don't read it the other way round. */
export function QrCode({ text, label }: QrCodeProps) {
  const { size, path } = useMemo(() => qrDrawing(text), [text]);
  return (
    <svg
      className={styles.code}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}
