import { useEffect, useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { CaseWire, EvidenceWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { Field } from '#web/kit/field.tsx';
import { call } from '#web/kit/http.ts';
import { fullTime } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { Notice } from '#web/console/kit/notice.tsx';
import { TextInput } from '#web/console/kit/text-input.tsx';
import { useSeat } from '#web/console/seat.ts';
import { bytesOf, unseal } from '#web/console/unseal.ts';

/** Sealed material: opened only in this browser by the office's own key; where the unit chose so, a second person agrees first. */
export function Evidence({ shown }: { readonly shown: CaseWire }) {
  const { send } = useSeat();
  const [sealed, setSealed] = useState<EvidenceWire | null>(null);
  const path = `/cases/${encodeURIComponent(shown.id)}/evidence`;
  const mayOpen = shown.may.includes('evidence');
  const needsSecond = shown.unsealing === 'two-persons';
  const fetchSealed = () => void call<EvidenceWire>(`${api}${path}`).then(setSealed, toastProblem);
  const agree = () => void send(`${path}/agree`, {}).then(() => toast('已同意，24 小时内有效。'), toastProblem);
  return (
    <section className="panel case-box">
      <h2>封存材料</h2>
      <p className="muted">
        内容用保密办的公钥封存，服务器打不开；每次领取都记入台账。
        {needsSecond &&
          '须另一位管理员或复核员先同意，两人的账号都已绑定到本人满 24 小时（这是服务器执行的程序，不是密码学保证）。'}
      </p>
      {!mayOpen && <p className="faint">只有管理员和复核员可以领取。</p>}
      {mayOpen && !sealed && (
        <div className="case-buttons">
          <Button tag="button" variant="outline" onClick={fetchSealed}>
            领取密文
          </Button>
          {needsSecond && (
            <Button tag="button" variant="outline" onClick={agree}>
              同意另一人领取
            </Button>
          )}
        </div>
      )}
      {sealed && <Opening sealed={sealed} />}
    </section>
  );
}

function Opening({ sealed }: { readonly sealed: EvidenceWire }) {
  const [identity, setIdentity] = useState('');
  const [opened, setOpened] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const demo = useDemoIdentity();
  if (!window.isSecureContext) return <NoSecureContext sealed={sealed} />;
  if (opened !== null) {
    return (
      <div className="opened">
        <Notice tone="warn">只在本机内存里。请勿截图、复制、转发；看完请关闭。</Notice>
        <pre>{opened}</pre>
        <Button tag="button" variant="outline" onClick={() => setOpened(null)}>
          关闭
        </Button>
      </div>
    );
  }
  return (
    <form
      className="opening"
      onSubmit={(event) => {
        event.preventDefault();
        unseal(sealed.ciphertext, identity).then(
          (text) => {
            setIdentity('');
            setWrong(null);
            setOpened(text);
          },
          () => setWrong('打不开：密钥格式不对，或不是封存时指定的密钥。'),
        );
      }}
    >
      <p className="faint">封存于 {fullTime(sealed.sealedAt)}。密钥只留在本页，不会发给服务器。</p>
      <Field label="保密办密钥" hint="AGE-SECRET-KEY-1…，或选密钥文件" wrong={wrong}>
        {(control) => (
          <TextInput {...control} type="password" autoComplete="off" value={identity} onChange={setIdentity} />
        )}
      </Field>
      <div className="case-buttons">
        {/* Read here and sent nowhere: the kit's Upload is for sending. */}
        <label className="btn">
          选密钥文件
          <input
            type="file"
            className="sr-only"
            onChange={(event) => void event.target.files?.[0]?.text().then(setIdentity)}
          />
        </label>
        <Button tag="button" type="submit" theme="primary" disabled={!identity.trim()}>
          打开
        </Button>
        {demo !== null && (
          <Button tag="button" variant="outline" onClick={() => setIdentity(demo)}>
            填入演示密钥
          </Button>
        )}
        <Ciphertext sealed={sealed} />
      </div>
    </form>
  );
}

/** The sandbox hands out the key its evidence is sealed to; a real platform has no such address. */
function useDemoIdentity(): string | null {
  const [identity, setIdentity] = useState<string | null>(null);
  useEffect(() => {
    call<{ readonly identity: string }>('/sandbox/api/demo-identity').then(
      (demo) => setIdentity(demo.identity),
      () => setIdentity(null),
    );
  }, []);
  return identity;
}

/** The browser's cryptography is off over plain http on another host than localhost. */
function NoSecureContext({ sealed }: { readonly sealed: EvidenceWire }) {
  return (
    <Notice tone="warn">
      <p>
        当前是 http 访问，浏览器不允许在这里解密。请让管理员为“周知”配置证书（环境变量
        ZHOUZHI_TLS_CERT、ZHOUZHI_TLS_KEY，或在前面放一个带证书的反向代理），再用 https 打开本页。
      </p>
      <p>
        也可以下载密文，在装有“周知”的机器上运行{' '}
        <span className="mono">zhouzhi unseal {sealed.case} --identity 密钥文件</span>。
      </p>
      <Ciphertext sealed={sealed} />
    </Notice>
  );
}

function Ciphertext({ sealed }: { readonly sealed: EvidenceWire }) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([bytesOf(sealed.ciphertext)], { type: 'application/octet-stream' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${sealed.case.replace(/[^\w-]/g, '_')}.age`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };
  return (
    <Button tag="button" variant="outline" onClick={save}>
      下载密文
    </Button>
  );
}
