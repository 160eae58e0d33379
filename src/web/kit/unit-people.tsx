import { useState } from 'react';
import type { PersonWire } from '#model/console-wire.ts';
import type { Contact } from '#model/unit.ts';
import { Field } from '#web/kit/field.tsx';

const duties = ['值班员', '第二联系人', '分管领导'] as const;

/** Whom to call in turn, and whose cases need a second person. */
export function UnitPeople(props: {
  readonly people: readonly PersonWire[];
  readonly roster: readonly Contact[];
  readonly heads: readonly string[];
  readonly wrong: string | undefined;
  readonly onRoster: (roster: readonly Contact[]) => void;
  readonly onHeads: (heads: readonly string[]) => void;
}) {
  const { people } = props;
  if (people.length === 0)
    return (
      <p className="note">
        机器人还不认识任何成员，值班名单和单位领导暂时不能选；在此之前请靠值班电话，之后在控制台“系统”页补上。
      </p>
    );
  return (
    <>
      <Roster {...props} />
      <Heads {...props} />
      {props.wrong && <span className="wrong">{props.wrong}</span>}
    </>
  );
}

function Roster(props: {
  readonly people: readonly PersonWire[];
  readonly roster: readonly Contact[];
  readonly onRoster: (roster: readonly Contact[]) => void;
}) {
  const { people, roster } = props;
  const pick = (at: number, person: string) => {
    const first = duties.map((title, each) =>
      each === at ? { person, title } : (roster[each] ?? { person: '', title }),
    );
    props.onRoster([...first, ...roster.slice(duties.length)].filter((contact) => contact.person));
  };
  return (
    <fieldset className="radios">
      <legend>
        <b>疑似涉密时找谁</b>
      </legend>
      <p className="faint">30 分钟没人接手，就找下一位，不分昼夜。</p>
      <div className="thirds">
        {duties.map((title, at) => (
          <Field key={title} label={`${at + 1}. ${title}`}>
            {(control) => (
              <select
                {...control}
                className="input"
                disabled={at > roster.length}
                value={roster[at]?.person ?? ''}
                onChange={(event) => pick(at, event.target.value)}
              >
                <option value="">暂不指定</option>
                <People people={people} />
              </select>
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}

function Heads(props: {
  readonly people: readonly PersonWire[];
  readonly heads: readonly string[];
  readonly onHeads: (heads: readonly string[]) => void;
}) {
  const [turn, setTurn] = useState(0);
  const { people, heads, onHeads } = props;
  const nameOf = (person: string) => people.find((each) => each.person === person)?.name ?? '已不在名单';
  return (
    <fieldset className="radios">
      <legend>
        <b>单位领导</b>
      </legend>
      <p className="faint">他们的案件由两个人共同下结论，免得下级一个人判上级。移出名单满 24 小时才生效。</p>
      {heads.length > 0 && (
        <ul className="bare chips">
          {heads.map((person) => (
            <li key={person} className="tag brand">
              {nameOf(person)}
              <button
                type="button"
                className="chip-x"
                aria-label={`移除 ${nameOf(person)}`}
                onClick={() => onHeads(heads.filter((each) => each !== person))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <Field label="添加单位领导">
        {(control) => (
          <select
            key={turn}
            {...control}
            className="input"
            defaultValue=""
            onChange={(event) => {
              onHeads([...heads, event.target.value]);
              setTurn(turn + 1);
            }}
          >
            <option value="">请选择</option>
            <People people={people.filter((each) => !heads.includes(each.person))} />
          </select>
        )}
      </Field>
    </fieldset>
  );
}

function People({ people }: { readonly people: readonly PersonWire[] }) {
  return people.map((each) => (
    <option key={each.person} value={each.person}>
      {each.name}
    </option>
  ));
}
