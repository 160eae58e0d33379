import { useState } from 'react';
import type { SandboxGroup } from '#model/sandbox-wire.ts';
import { Avatar } from '#web/kit/avatar.tsx';
import { Icon } from '#web/kit/icon.tsx';
import { Popover, type Anchor } from '#web/kit/popover.tsx';
import { Switch } from '#web/kit/switch.tsx';
import { toastProblem } from '#web/kit/toast.tsx';
import { deeds } from '#web/sandbox/deeds.ts';
import { roleWords } from '#web/sandbox/words.ts';

export function ChatHead({ group }: { readonly group: SandboxGroup }) {
  const [at, setAt] = useState<Anchor | null>(null);
  return (
    <header className="chat-head">
      <div className="chat-title">
        <h1>
          {group.name}
          <span className="chat-count">（{group.members.length}）</span>
        </h1>
        <span className="faint">{group.kind}</span>
      </div>
      {group.botPresent && <QuizNow group={group} />}
      {group.botPresent ? <RetractsSwitch group={group} /> : <span className="tag warn">周知不在本群</span>}
      <button
        type="button"
        className="btn quiet icon"
        aria-label="群设置和成员"
        aria-haspopup="dialog"
        onClick={(event) => setAt(event.currentTarget.getBoundingClientRect())}
      >
        <Icon name="gear" />
      </button>
      {at && (
        <Popover at={at} label="群设置和成员" onClose={() => setAt(null)}>
          <GroupSettings group={group} />
        </Popover>
      )}
    </header>
  );
}

/** As the owner: the question comes into the chat, whoever the visitor is. */
function QuizNow({ group }: { readonly group: SandboxGroup }) {
  const [isSending, setIsSending] = useState(false);
  const ask = () => {
    setIsSending(true);
    void deeds
      .quizNow(group.id)
      .catch(toastProblem)
      .finally(() => setIsSending(false));
  };
  return (
    <button
      type="button"
      className="btn small quiz-now"
      disabled={isSending}
      onClick={ask}
      title="以群主身份，请周知现在出一题"
    >
      现在出一题
    </button>
  );
}

function RetractsSwitch({ group }: { readonly group: SandboxGroup }) {
  return (
    <Switch
      label="机器人可撤回"
      isOn={group.retracts}
      onChange={(retracts) => void deeds.settings({ group: group.id, retracts }).catch(toastProblem)}
    />
  );
}

function GroupSettings({ group }: { readonly group: SandboxGroup }) {
  return (
    <div className="settings">
      <h2>群设置</h2>
      <RetractsSwitch group={group} />
      <p className="faint">关掉后走“请本人撤回”：私下请发送人和群主撤回，限时跟进。企业微信目前就是这样。</p>
      <Switch
        label="群主、管理员可撤回成员消息"
        isOn={group.ownerRecalls}
        onChange={(ownerRecalls) => void deeds.settings({ group: group.id, ownerRecalls }).catch(toastProblem)}
      />
      <Switch
        label="周知在群里"
        isOn={group.botPresent}
        onChange={(present) => void deeds.bot(group.id, present).catch(toastProblem)}
      />
      {group.botPresent && <QuizNow group={group} />}
      <h3>成员 {group.members.length} 人</h3>
      <ul className="bare members">
        {group.members.map((member) => (
          <li key={member.id}>
            <Avatar id={member.id} name={member.name} small />
            <span>{member.name}</span>
            {member.role !== 'member' && <span className="tag brand">{roleWords[member.role]}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
