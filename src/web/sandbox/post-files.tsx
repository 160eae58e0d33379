import { useState } from 'react';
import type { SandboxFile } from '#model/sandbox-wire.ts';
import { Dialog } from '#web/kit/dialog.tsx';
import { Icon } from '#web/kit/icon.tsx';
import { sizeWords } from '#web/kit/size-words.ts';

export function PostFiles({ files }: { readonly files: readonly SandboxFile[] }) {
  const [large, setLarge] = useState<SandboxFile | null>(null);
  return (
    <>
      {files.map((file) =>
        file.media === 'picture' ? (
          <button
            key={file.id}
            type="button"
            className="thumb"
            aria-label={`放大图片 ${file.name}`}
            onClick={() => setLarge(file)}
          >
            <img src={file.url} alt={file.name} loading="lazy" />
          </button>
        ) : (
          <a key={file.id} className="file" href={file.url} download={file.name}>
            <span className="file-icon">
              <Icon name="file" size={26} />
            </span>
            <span className="file-words">
              <span className="file-name">{file.name}</span>
              <span className="faint">{sizeWords(file.size)}</span>
            </span>
          </a>
        ),
      )}
      {large && (
        <Dialog title={large.name} onClose={() => setLarge(null)}>
          <img className="large" src={large.url} alt={large.name} />
          <div className="row-end">
            <button type="button" className="btn" onClick={() => setLarge(null)}>
              关闭
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
