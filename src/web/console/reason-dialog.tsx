import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import { Field } from '#web/kit/field.tsx';
import { Modal } from '#web/console/kit/modal.tsx';
import { Notice } from '#web/console/kit/notice.tsx';
import { TextArea } from '#web/console/kit/text-area.tsx';

const shortest = 2;
const longest = 500;

/** A reason is required; the line against copying the matter stands where it would be typed. */
export function ReasonDialog(props: {
  readonly title: string;
  readonly asks: string;
  readonly hint: string;
  readonly isSending: boolean;
  readonly onClose: () => void;
  readonly onSend: (why: string) => void;
}) {
  const [why, setWhy] = useState('');
  const [isTried, setIsTried] = useState(false);
  const isShort = why.trim().length < shortest;
  return (
    <Modal title={props.title} onClose={props.onClose}>
      <form
        className="reason"
        onSubmit={(event) => {
          event.preventDefault();
          setIsTried(true);
          if (!isShort) props.onSend(why.trim());
        }}
      >
        <Notice tone="warn">请勿输入、粘贴或上传真实文件内容。</Notice>
        <Field label={props.asks} hint={props.hint} wrong={isTried && isShort ? '必填，至少 2 个字' : null}>
          {(control) => <TextArea {...control} maxLength={longest} value={why} onChange={setWhy} />}
        </Field>
        <div className="row-end">
          <Button tag="button" variant="outline" onClick={props.onClose}>
            取消
          </Button>
          <Button tag="button" type="submit" theme="primary" disabled={props.isSending}>
            确定{props.title}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
