import type { SeenLine } from '#model/picture.ts';
import type { Pixels } from '#extract/ocr/pixels.ts';
import type { TurnedBox } from '#extract/ocr/geometry.ts';

/** What an engine made of one frame. */
export interface EngineRead {
  /** The frame the right way up. */
  readonly pixels: Pixels;
  /** Where lines were found, whether or not they could be read. */
  readonly boxes: readonly TurnedBox[];
  readonly lines: readonly SeenLine[];
}

/** Reads the letters of pictures; PP-OCR where it runs, tesseract where not. */
export interface Engine {
  readonly trust: 'full' | 'low';
  read(pixels: Pixels, signal: AbortSignal, onHeader?: (lines: readonly SeenLine[]) => void): Promise<EngineRead>;
  close(): Promise<void>;
}
