import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The font files papers are set in; no font of the system is used, so a server without any prints the same. */
export interface Typeface {
  readonly regular: string;
  readonly bold: string;
  /** Its name, for pages that show a chart. */
  readonly family: string;
}

/** Noto Sans Hans (SIL Open Font License 1.1), which came with the installation. */
export function installedTypeface(): Typeface {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
  return {
    regular: join(folder, 'NotoSansHans-Regular.otf'),
    bold: join(folder, 'NotoSansHans-Bold.otf'),
    family: 'Noto Sans Hans',
  };
}
