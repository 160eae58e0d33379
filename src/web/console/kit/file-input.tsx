import { Button } from 'tdesign-react/es/button/index.js';
import type { Named } from '#web/console/kit/text-input.tsx';

interface Props extends Named {
  /** What is chosen, also where it was pasted. */
  readonly chosen: string | null;
  readonly required?: boolean;
  readonly onChange: (file: File | null) => void;
}

/**
 * One file, chosen or dropped. The kit's Upload sends by itself and its trigger takes no focus: the browser's own field lies
 * over a button of the kit, and is what is pressed, focused and read.
 */
export function FileInput({ chosen, required = false, onChange, ...named }: Props) {
  return (
    <span className="file-input">
      <input
        {...named}
        type="file"
        required={required}
        onChange={(event) => onChange(event.target.files?.[0] ?? null)}
      />
      <Button tag="div" variant="outline" aria-hidden>
        选择文件
      </Button>
      <span className={chosen === null ? 'faint' : 'file-name'} aria-hidden="true">
        {chosen ?? '还没有选；也可以拖到这里'}
      </span>
    </span>
  );
}
