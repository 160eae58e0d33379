import { useState } from 'react';
import type { OwnerWire } from '#model/owner-wire.ts';
import { Field } from '#web/kit/field.tsx';
import { Switch } from '#web/kit/switch.tsx';
import { toggled, type PartProps } from '#web/owner/draft.ts';

const usual = ['document', 'sheet', 'picture'];
const isDomain = /^(?=.{3,100}$)([a-z0-9-]{1,63}\.)+[a-z]{2,20}$/;

/** Which files and links are welcome. */
export function FilesPart({ draft, onChange, fileKinds }: PartProps & Pick<OwnerWire, 'fileKinds'>) {
  const { fileKinds: allowed, linkDomains } = draft;
  return (
    <section className="panel owner-part">
      <h2>文件和链接</h2>
      <Switch
        label="只允许几种文件"
        isOn={allowed !== null}
        onChange={(isOn) => onChange({ fileKinds: isOn ? usual : null })}
      />
      {allowed !== null && (
        <fieldset className="owner-days">
          <legend className="owner-legend">可以发的文件</legend>
          {fileKinds.map(({ id, title }) => (
            <label key={id} className="owner-day">
              <input
                type="checkbox"
                checked={allowed.includes(id)}
                onChange={() => onChange({ fileKinds: toggled(allowed, id) })}
              />
              {title}
            </label>
          ))}
        </fieldset>
      )}
      <Switch
        label="只允许几个网站的链接"
        isOn={linkDomains !== null}
        onChange={(isOn) => onChange({ linkDomains: isOn ? ['gov.cn'] : null })}
      />
      {linkDomains !== null && <Domains domains={linkDomains} onDomains={(next) => onChange({ linkDomains: next })} />}
    </section>
  );
}

function Domains(props: {
  readonly domains: readonly string[];
  readonly onDomains: (domains: readonly string[]) => void;
}) {
  const { domains, onDomains } = props;
  const [text, setText] = useState('');
  const domain =
    text
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .split('/', 1)[0] ?? '';
  const wrong = text !== '' && !isDomain.test(domain) ? '请填写网站域名，例如 gov.cn' : null;
  return (
    <div className="owner-list">
      {domains.length === 0 && <p className="faint">一个也没有：所有链接都会提醒。</p>}
      <ul className="chips bare">
        {domains.map((each) => (
          <li key={each} className="tag brand owner-chip">
            {each}
            <button
              type="button"
              className="chip-x"
              aria-label={`去掉 ${each}`}
              onClick={() => onDomains(domains.filter((other) => other !== each))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <form
        className="owner-add"
        onSubmit={(event) => {
          event.preventDefault();
          if (domain === '' || wrong !== null) return;
          onDomains([...new Set([...domains, domain])]);
          setText('');
        }}
      >
        <Field label="加一个网站" hint="包括它下面的所有网站" wrong={wrong}>
          {(control) => (
            <input
              {...control}
              className="input"
              inputMode="url"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" className="btn" disabled={text === '' || wrong !== null}>
          加上
        </button>
      </form>
    </div>
  );
}
