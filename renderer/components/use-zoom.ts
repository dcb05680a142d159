import { useState } from 'react';

/** 25 to 400 %, in steps one can name. */
const steps = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4] as const;

export interface Zoom {
  readonly zoom: number;
  readonly step: (by: 1 | -1) => void;
  readonly reset: () => void;
}

export function useZoom(): Zoom {
  const [zoom, setZoom] = useState<number>(1);
  const step = (by: 1 | -1) =>
    setZoom((now) => steps[Math.max(0, Math.min(steps.length - 1, steps.indexOf(now as 1) + by))] ?? 1);
  return { zoom, step, reset: () => setZoom(1) };
}
