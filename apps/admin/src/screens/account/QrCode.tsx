import type { ReactNode } from 'react';
import { encode } from 'uqr';

const SIZE = 200;
/** The quiet zone around it that readers need. */
const BORDER = 4;

/** A QR code, drawn here: what it holds goes to nobody. Dark on white in both schemes, which is what cameras read. */
export function QrCode({ text, label }: { text: string; label: string }): ReactNode {
  const { data, size } = encode(text, { border: BORDER });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} width={SIZE} height={SIZE} data-qr>
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" shapeRendering="crispEdges" />
    </svg>
  );
}
