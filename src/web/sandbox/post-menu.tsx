import { Popover, type Anchor } from '#web/kit/popover.tsx';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import type { PostLineProps } from '#web/sandbox/line-props.ts';
import { deeds } from '#web/sandbox/deeds.ts';
import { mayRecall } from '#web/sandbox/words.ts';

export function PostMenu(props: PostLineProps & { readonly at: Anchor; readonly onClose: () => void }) {
  const { line, me, group } = props;
  const myRole = me.roles.find((role) => role.group === group.id)?.role ?? null;
  const choose = (deed: () => void) => () => {
    props.onClose();
    deed();
  };
  const copy = () => void copyText(line.text).then((isDone) => toast(isDone ? '已复制。' : '这个浏览器不允许复制。'));
  const recall = () => void deeds.recall({ as: me.id, post: line.id }).catch(toastProblem);
  return (
    <Popover at={props.at} label={`${line.sender.name}的消息`} onClose={props.onClose}>
      <div className="post-menu">
        {myRole && (
          <button type="button" className="pop-item" onClick={choose(() => props.onQuote(line))}>
            引用
          </button>
        )}
        <button type="button" className="pop-item" onClick={choose(() => props.onForward(line))}>
          转发…
        </button>
        {line.text && (
          <button type="button" className="pop-item" onClick={choose(copy)}>
            复制
          </button>
        )}
        {mayRecall(line, me.id, myRole, group.ownerRecalls, props.now) && (
          <button type="button" className="pop-item danger" onClick={choose(recall)}>
            撤回
          </button>
        )}
      </div>
    </Popover>
  );
}

/** The clipboard needs a secure context; over plain http on another host it is absent. */
async function copyText(text: string): Promise<boolean> {
  if (!window.isSecureContext) return false;
  await navigator.clipboard.writeText(text);
  return true;
}
