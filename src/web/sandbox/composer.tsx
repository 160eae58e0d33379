import { useRef, useState, type ClipboardEvent, type DragEvent, type KeyboardEvent } from 'react';
import type { SandboxGroup, SandboxLimits, SandboxPersona } from '#model/sandbox-wire.ts';
import { Icon } from '#web/kit/icon.tsx';
import { sizeWords } from '#web/kit/size-words.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import type { PostLine } from '#web/sandbox/line-props.ts';
import { deeds } from '#web/sandbox/deeds.ts';
import { PendingFiles } from '#web/sandbox/pending-files.tsx';
import { postInBrief } from '#web/sandbox/words.ts';

interface ComposerProps {
  readonly me: SandboxPersona;
  readonly group: SandboxGroup;
  readonly limits: SandboxLimits;
  readonly quote: PostLine | null;
  readonly onQuoteDone: () => void;
  readonly onPerson: (id: string) => void;
}

/** Enter sends, Shift+Enter breaks the line; files come by drop, paste or choice. */
export function Composer(props: ComposerProps) {
  const { me, group, limits, quote } = props;
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isSending, setIsSending] = useState(false);
  const [isOver, setIsOver] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const isMember = group.members.some((member) => member.id === me.id);
  if (group.isDissolved) return <p className="composer-off">本群已解散。</p>;
  if (!isMember) return <NotHere me={me} group={group} onPerson={props.onPerson} />;

  const add = (added: readonly File[]) => {
    const fits = added.filter((file) => file.size <= limits.file);
    if (fits.length < added.length) toast(`单个文件不能超过 ${sizeWords(limits.file)}。`, 'bad');
    if (files.length + fits.length > limits.files) toast(`一次最多发 ${limits.files} 个文件。`, 'bad');
    setFiles([...files, ...fits].slice(0, limits.files));
  };
  const send = async () => {
    if (isSending || (!text.trim() && files.length === 0)) return;
    setIsSending(true);
    const posting = {
      as: me.id,
      group: group.id,
      ...(text.trim() ? { text: text.trim() } : {}),
      ...(quote ? { quote: quote.id } : {}),
    };
    try {
      await (files.length > 0 ? deeds.postFiles(posting, files) : deeds.post(posting));
      setText('');
      setFiles([]);
      props.onQuoteDone();
    } catch (problem) {
      toastProblem(problem);
    }
    setIsSending(false);
    box.current?.focus();
  };
  return (
    <form
      className={isOver ? 'composer over' : 'composer'}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        setIsOver(false);
        add([...event.dataTransfer.files]);
      }}
    >
      {quote && (
        <div className="composer-quote">
          <span>
            引用 {quote.sender.name}：{postInBrief(quote)}
          </span>
          <button type="button" className="btn quiet icon" aria-label="不引用" onClick={props.onQuoteDone}>
            <Icon name="close" size={16} />
          </button>
        </div>
      )}
      <PendingFiles files={files} onRemove={(file) => setFiles(files.filter((each) => each !== file))} />
      <textarea
        ref={box}
        className="composer-text"
        aria-label={`以${me.name}的身份在${group.name}发言`}
        placeholder={`以“${me.name}”的身份发言，Enter 发送`}
        rows={2}
        maxLength={limits.text}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPaste={(event: ClipboardEvent) => event.clipboardData.files.length > 0 && add([...event.clipboardData.files])}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void send();
        }}
      />
      <div className="composer-row">
        <FileButton label="图片" icon="picture" accept="image/*" onFiles={add} />
        <FileButton label="文件" icon="clip" onFiles={add} />
        <span className="faint only-wide">可拖放、粘贴图片或文件</span>
        <button type="submit" className="btn primary" disabled={isSending || (!text.trim() && files.length === 0)}>
          发送
        </button>
      </div>
    </form>
  );
}

function FileButton(props: {
  readonly label: string;
  readonly icon: 'picture' | 'clip';
  readonly accept?: string;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  return (
    <label className="btn quiet small file-button">
      <Icon name={props.icon} />
      <span>{props.label}</span>
      <input
        type="file"
        multiple
        className="sr-only"
        accept={props.accept}
        onChange={(event) => {
          props.onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </label>
  );
}

function NotHere({ me, group, onPerson }: Pick<ComposerProps, 'me' | 'group' | 'onPerson'>) {
  const someone = group.members.find((member) => member.role === 'member') ?? group.members[0];
  return (
    <div className="composer-off">
      <span>
        {me.name}（{me.title}）不在本群，只能旁观。
      </span>
      {someone && (
        <button type="button" className="btn small" onClick={() => onPerson(someone.id)}>
          换成{someone.name}
        </button>
      )}
    </div>
  );
}
