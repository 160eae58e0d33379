import { useState } from 'react';
import type { Topic, Topics } from '#model/group.ts';
import { Field } from '#web/kit/field.tsx';
import { endOfDay, untilWords, type PartProps } from '#web/owner/draft.ts';

const lists = [
  {
    id: 'allowed',
    title: '允许的话题',
    says: '提到这些词时，“超出本群范围”这一类不再提醒。',
    examples: ['会议通知', '值班表', '停水停电', '车辆安排'],
  },
  {
    id: 'forbidden',
    title: '不谈的话题',
    says: '提到这些词时，私下提醒本人，群里没有提示。',
    examples: ['人事调整', '中标结果', '住院情况'],
  },
] as const;

export function TopicsPart({ draft, onChange }: PartProps) {
  return (
    <section className="panel owner-part">
      <h2>话题</h2>
      <p className="muted">用您自己的话，写成员常用的词。不要写具体的事、人名和文号。</p>
      {lists.map((list) => (
        <TopicList
          key={list.id}
          {...list}
          topics={draft.topics[list.id]}
          onTopics={(topics) => onChange({ topics: { ...draft.topics, [list.id]: topics } satisfies Topics })}
        />
      ))}
    </section>
  );
}

function TopicList(props: {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly examples: readonly string[];
  readonly topics: readonly Topic[];
  readonly onTopics: (topics: readonly Topic[]) => void;
}) {
  const { topics, onTopics } = props;
  const used = new Set(topics.flatMap(({ words }) => words));
  const add = (words: readonly string[], until: number | null) =>
    words.length > 0 && onTopics([...topics, { words, until }]);
  return (
    <div className="owner-list">
      <h3>{props.title}</h3>
      <p className="faint">{props.says}</p>
      {topics.length > 0 && (
        <ul className="chips bare">
          {topics.map((topic, at) => (
            <li key={at} className="tag brand owner-chip">
              {topic.words.join('、')}
              {topic.until !== null && `（${untilWords(topic.until)}）`}
              <button
                type="button"
                className="chip-x"
                aria-label={`去掉 ${topic.words.join('、')}`}
                onClick={() => onTopics(topics.filter((other) => other !== topic))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <AddTopic title={props.title} onAdd={add} />
      <p className="chips">
        <span className="faint">例如</span>
        {props.examples
          .filter((word) => !used.has(word))
          .map((word) => (
            <button key={word} type="button" className="btn small" onClick={() => add([word], null)}>
              + {word}
            </button>
          ))}
      </p>
    </div>
  );
}

function AddTopic(props: {
  readonly title: string;
  readonly onAdd: (words: readonly string[], until: number | null) => void;
}) {
  const [text, setText] = useState('');
  const [until, setUntil] = useState('');
  const words = text.split(/[\s、，,]+/).filter((word) => word !== '');
  const wrong = words.some(({ length }) => length < 2 || length > 16) ? '每个词 2 到 16 个字' : null;
  return (
    <form
      className="owner-add"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong !== null || words.length === 0) return;
        props.onAdd(words.slice(0, 5), endOfDay(until));
        setText('');
        setUntil('');
      }}
    >
      <Field label={`加一个：${props.title}`} hint="几个说法用顿号隔开" wrong={wrong}>
        {(control) => (
          <input
            {...control}
            className="input"
            value={text}
            maxLength={60}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Field label="到哪一天（可不填）">
        {(control) => (
          <input
            {...control}
            className="input"
            type="date"
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="btn" disabled={words.length === 0 || wrong !== null}>
        加上
      </button>
    </form>
  );
}
