/** The colours of papers and charts, those of the pages; the series can be told apart in grey as well. */
export const ink = {
  text: '#1b2330',
  muted: '#56617a',
  faint: '#69748b',
  line: '#c9d0db',
  soft: '#eef1f6',
  brand: '#1f5fd0',
  watermark: '#8a94a6',
  series: ['#1f5fd0', '#e0912f', '#17714a', '#8c3f6f'],
} as const;
