import { useEffect, useState } from 'react';
import { Icon } from '#web/kit/icon.tsx';
import { sizeWords } from '#web/kit/size-words.ts';
import { isPicture } from '#web/sandbox/deeds.ts';

/** Chosen and not yet sent. */
export function PendingFiles({
  files,
  onRemove,
}: {
  readonly files: readonly File[];
  readonly onRemove: (file: File) => void;
}) {
  if (files.length === 0) return null;
  return (
    <ul className="bare pending">
      {files.map((file) => (
        <li key={`${file.name}/${file.size}/${file.lastModified}`}>
          {isPicture(file) ? <Preview file={file} /> : <Icon name="file" size={22} />}
          <span className="pending-name">{file.name}</span>
          <span className="faint">{sizeWords(file.size)}</span>
          <button
            type="button"
            className="btn quiet icon"
            aria-label={`去掉 ${file.name}`}
            onClick={() => onRemove(file)}
          >
            <Icon name="close" size={15} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Preview({ file }: { readonly file: File }) {
  const [url, setUrl] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url ? <img src={url} alt="" /> : null;
}
