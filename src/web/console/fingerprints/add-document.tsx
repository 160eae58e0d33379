import { useState, type ClipboardEvent, type SubmitEvent } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { FingerprintsWire, RegisteredWire } from '#model/fingerprint-wire.ts';
import { Field } from '#web/kit/field.tsx';
import { Refused } from '#web/kit/http.ts';
import { toast } from '#web/kit/toast.tsx';
import { FileField, isPicture, pastedPicture } from '#web/console/fingerprints/file-field.tsx';
import { Choice } from '#web/console/kit/choice.tsx';
import { DateInput } from '#web/console/kit/date-input.tsx';
import { Modal } from '#web/console/kit/modal.tsx';
import { Notice } from '#web/console/kit/notice.tsx';
import { TextInput } from '#web/console/kit/text-input.tsx';
import { useSeat } from '#web/console/seat.ts';

const day = 86_400_000;

/** Registers a document by its bytes; the server reads, hashes and forgets it. */
export function AddDocument({ list, onDone }: { readonly list: FingerprintsWire; readonly onDone: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button tag="button" theme="primary" onClick={() => setIsOpen(true)}>
        登记文件
      </Button>
      {isOpen && (
        <Modal title="登记文件" onClose={() => setIsOpen(false)}>
          <DocumentForm
            list={list}
            onClose={() => setIsOpen(false)}
            onDone={() => {
              setIsOpen(false);
              onDone();
            }}
          />
        </Modal>
      )}
    </>
  );
}

interface Draft {
  readonly file: File | null;
  readonly name: string;
  readonly category: string;
  /** 2026-12-31, or empty. */
  readonly until: string;
}

function DocumentForm(props: {
  readonly list: FingerprintsWire;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { send } = useSeat();
  const [draft, setDraft] = useState<Draft>({ file: null, name: '', category: props.list.usual, until: '' });
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  // Another key is an empty field: what was refused is let go here too.
  const [round, setRound] = useState(0);
  const choose = (file: File | null) =>
    setDraft({ ...draft, file, name: draft.name || (file?.name.replace(/\.[^.]+$/, '').slice(0, 60) ?? '') });
  const paste = (event: ClipboardEvent) => {
    const picture = pastedPicture(event);
    if (picture) setDraft({ ...draft, file: picture });
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { file } = draft;
    if (!file || isSending) return;
    setIsSending(true);
    setRefusal(null);
    send<RegisteredWire>(`/fingerprints?${queryOf(draft, file)}`, file)
      .then(
        ({ name, pieces }) => {
          toast(`已登记“${name}”：${pieces} 个片段的摘要，${isPicture(file) ? '图片和文字' : '文字'}没有保存。`);
          props.onDone();
        },
        (problem: unknown) => {
          setRefusal(problem instanceof Refused ? problem : new Refused(0, '没有登记成，请稍后再试。'));
          setDraft({ ...draft, file: null });
          setRound(round + 1);
        },
      )
      .finally(() => setIsSending(false));
  };
  return (
    <form className="fingerprint-form" onSubmit={submit} onPaste={paste}>
      <Notice tone="warn">涉密文件不得在这里登记、打开或上传：带密级标志的会被拒绝，且不保留任何内容。</Notice>
      <FileField
        key={round}
        label="文件"
        hint="文档、表格、PDF、OFD、图片等，50 MB 以内，读完即弃；图片也可以直接粘贴"
        isRequired
        file={draft.file}
        onChange={choose}
      />
      <Field label="名称" hint="给自己人看的叫法，不写内容" wrong={refusal?.fields.name}>
        {(control) => (
          <TextInput
            {...control}
            required
            maxLength={60}
            value={draft.name}
            onChange={(name) => setDraft({ ...draft, name })}
          />
        )}
      </Field>
      <Field label="类别">
        {(control) => (
          <Choice
            {...control}
            value={draft.category}
            options={props.list.categories.map(({ id, title }) => [id, title])}
            onChange={(category) => setDraft({ ...draft, category })}
          />
        )}
      </Field>
      <Field label="用到哪天（可不填）" hint="不填为长期，直到删除" wrong={refusal?.fields.until}>
        {(control) => (
          <DateInput {...control} value={draft.until} onChange={(until) => setDraft({ ...draft, until })} />
        )}
      </Field>
      {refusal && (
        <Notice tone="bad" role="alert">
          {refusal.message}
        </Notice>
      )}
      <div className="row-end">
        <Button tag="button" variant="outline" onClick={props.onClose}>
          取消
        </Button>
        <Button tag="button" type="submit" theme="primary" aria-disabled={isSending}>
          {isSending ? (draft.file && isPicture(draft.file) ? '正在识别文字……' : '正在读取……') : '登记'}
        </Button>
      </div>
    </form>
  );
}

/** The last day counts whole. */
function queryOf({ name, category, until }: Draft, file: File): string {
  const query = new URLSearchParams({ name: name.trim(), category, file: file.name.slice(-200) });
  if (until) query.set('until', String(new Date(`${until}T00:00`).getTime() + day));
  return query.toString();
}
