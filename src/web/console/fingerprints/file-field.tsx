import type { ClipboardEvent } from 'react';
import { Field } from '#web/kit/field.tsx';
import { FileInput } from '#web/console/kit/file-input.tsx';

/** A picture's words have to be made out first, which takes its time. */
export function isPicture({ type }: File): boolean {
  return type.startsWith('image/');
}

/** A document, or a picture of one: chosen, photographed by a telephone, or pasted into the form. */
export function FileField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly file: File | null;
  readonly isRequired?: boolean;
  readonly onChange: (file: File | null) => void;
}) {
  const { label, file, onChange } = props;
  const isPasted = file !== null && file.name === pastedName(file);
  const told = isPasted ? `已粘贴图片“${file.name}”` : props.hint;
  const hint = file && isPicture(file) ? `${told ?? ''}；会识别图里的文字，约需十几秒，图片和文字都不保存` : told;
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(control) => (
        <FileInput
          {...control}
          chosen={file?.name ?? null}
          required={(props.isRequired ?? false) && !isPasted}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

/** The picture in what is pasted, under a name of its own; null where words are pasted. */
export function pastedPicture(event: ClipboardEvent): File | null {
  const picture = [...event.clipboardData.files].find(isPicture);
  return picture ? new File([picture], pastedName(picture), { type: picture.type }) : null;
}

function pastedName({ type }: File): string {
  return `粘贴的图片.${type.split('/')[1]?.replace(/[^a-z]/g, '') ?? 'png'}`;
}
