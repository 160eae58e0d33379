import { useState, type ClipboardEvent, type SubmitEvent } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { TestedWire } from '#model/fingerprint-wire.ts';
import { Field } from '#web/kit/field.tsx';
import { FileField, isPicture, pastedPicture } from '#web/console/fingerprints/file-field.tsx';
import { kindWords } from '#web/console/fingerprints/words.ts';
import { Modal } from '#web/console/kit/modal.tsx';
import { Notice } from '#web/console/kit/notice.tsx';
import { TextArea } from '#web/console/kit/text-area.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { useSeat } from '#web/console/seat.ts';
import { confidenceWords } from '#web/console/words.ts';

type Answer =
  | { readonly state: 'none' }
  | { readonly state: 'asking' }
  | { readonly state: 'here'; readonly tested: TestedWire }
  | { readonly state: 'refused'; readonly says: string };

/** Would this be known again? Nothing of it is kept. */
export function TryOut() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button tag="button" variant="outline" onClick={() => setIsOpen(true)}>
        试一试
      </Button>
      {isOpen && (
        <Modal title="试一试：认得出吗" onClose={() => setIsOpen(false)}>
          <TryForm onClose={() => setIsOpen(false)} />
        </Modal>
      )}
    </>
  );
}

function TryForm({ onClose }: { readonly onClose: () => void }) {
  const { send } = useSeat();
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<Answer>({ state: 'none' });
  // The button is never disabled: it would let the keyboard fall out of the dialog.
  const isIdle = answer.state === 'asking' || (file === null && text.trim() === '');
  const paste = (event: ClipboardEvent) => {
    const picture = pastedPicture(event);
    if (picture) setFile(picture);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isIdle) return;
    setAnswer({ state: 'asking' });
    const asked = file
      ? send<TestedWire>(
          `/fingerprints/test-file?${new URLSearchParams({ file: file.name.slice(-200) }).toString()}`,
          file,
        )
      : send<TestedWire>('/fingerprints/test', { text });
    asked.then(
      (tested) => setAnswer({ state: 'here', tested }),
      (problem: unknown) => {
        // What was refused does not stay on the screen either.
        setText('');
        setAnswer({ state: 'refused', says: problem instanceof Error ? problem.message : '没有试成，请稍后再试。' });
      },
    );
  };
  return (
    <form className="fingerprint-form" onSubmit={submit} onPaste={paste}>
      <Notice tone="warn">请勿输入、粘贴或上传涉密内容。这里试的文字和文件都不保存，只在台账里记一次试过。</Notice>
      <Field label="一段文字" hint="至少三十个字才认得出">
        {(control) => <TextArea {...control} rows={5} maxLength={20_000} value={text} onChange={setText} />}
      </Field>
      <FileField
        label="或者一份文件、一张图片"
        hint="图片也可以直接粘贴；有文件时只试文件"
        file={file}
        onChange={setFile}
      />
      <div aria-live="polite">
        <Outcome answer={answer} />
      </div>
      <div className="row-end">
        <Button tag="button" variant="outline" onClick={onClose}>
          关闭
        </Button>
        <Button tag="button" type="submit" theme="primary" aria-disabled={isIdle}>
          {answer.state === 'asking' ? (file && isPicture(file) ? '正在识别文字……' : '正在比对……') : '比对'}
        </Button>
      </div>
    </form>
  );
}

function Outcome({ answer }: { readonly answer: Answer }) {
  if (answer.state === 'refused') return <Notice tone="bad">{answer.says}</Notice>;
  if (answer.state !== 'here') return null;
  const { found, unread } = answer.tested;
  return (
    <>
      {found.length === 0 ? (
        <Notice tone="ok">没有认出：和已知的文件、内容、图片都不同。</Notice>
      ) : (
        <ul className="bare fingerprint-found">
          {found.map((one) => (
            <li key={one.id}>
              <b>{one.name}</b> <ToneTag>{kindWords[one.source]}</ToneTag>{' '}
              <ToneTag tone="warn">{one.isWhole ? '整段相同' : '有相同片段'}</ToneTag>
              <br />
              <span className="muted">
                {one.categoryTitle}，把握{confidenceWords(one.confidence)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {unread.length > 0 && <Notice tone="warn">有读不出的内容：{unread.join('、')}。</Notice>}
    </>
  );
}
