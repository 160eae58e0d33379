import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { MemberWire } from '#model/people-wire.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { Ask } from '#web/console/kit/modal.tsx';
import { goTo } from '#web/console/place.ts';
import { useSeat } from '#web/console/seat.ts';

/** What is held about him (PIPL 44, 45), as he himself is told, and the end of it (PIPL 47). */
export function HeldBox({ shown }: { readonly shown: MemberWire }) {
  return (
    <section className="panel case-box">
      <h2>系统里与他有关的记录</h2>
      <p className="faint">本人可凭私密链接查看同样的内容（个人信息保护法第四十四条、第四十五条）。</p>
      <ul className="bare rows">
        {shown.held.map(({ title, rows, term }) => (
          <li key={title}>
            <span>{title}</span>
            <span className="nowrap">
              <b>{rows}</b> 条 <span className="faint">{term}</span>
            </span>
          </li>
        ))}
      </ul>
      {shown.may.includes('erase') && <Erase shown={shown} />}
    </section>
  );
}

function Erase({ shown }: { readonly shown: MemberWire }) {
  const { send } = useSeat();
  const [isAsking, setIsAsking] = useState(false);
  const erase = () => {
    send(`/people/${encodeURIComponent(shown.person)}/erase`, {}).then(() => {
      toast('对应关系已删除，台账里留有记录。');
      goTo({ page: 'people' });
    }, toastProblem);
    setIsAsking(false);
  };
  return (
    <>
      <Button tag="button" variant="outline" theme="danger" onClick={() => setIsAsking(true)}>
        删除对应关系
      </Button>
      {isAsking && (
        <Ask title="删除对应关系" confirm="确定删除" isBad onConfirm={erase} onClose={() => setIsAsking(false)}>
          删除后，台账和案件里的代号不再指向{shown.name}
          ，不能恢复（个人信息保护法第四十七条）。有未办结或暂停销毁的案件时不能删除；
          他仍在群里或再发言时，会得到一个新代号。
        </Ask>
      )}
    </>
  );
}
