import type { SignInRefusal } from '#model/identity.ts';
import { api } from '#web/kit/api.ts';
import { Doc } from '#web/kit/doc.tsx';

const says: Readonly<Record<SignInRefusal, string>> = {
  stale: '这次登录不是在本浏览器里发起的，或者已经用过、超过了 10 分钟。请重新登录。',
  code: '平台给的登录凭证已失效（只能用一次，5 分钟内有效）。请重新登录。',
  stranger: '没有认出您是本单位的成员。请用本单位的企业微信身份登录。',
  'not-allowed': '您不在本应用的可见范围内，或应用已停用。请联系保密办或管理员。',
  'no-account': '您的成员身份已确认，但还没有绑定控制台账号。请联系管理员新建账号，并在“对应的成员”里选您本人。',
  'no-page': '没有找到要打开的页面。',
  later: '暂时联系不上企业微信，请过一会儿再试。',
};

/** Why a sign-in by a platform came to nothing, and what to do. */
export function SignInPage() {
  const query = new URLSearchParams(location.search);
  const page = query.get('page') ?? 'console';
  const words = Object.entries(says).find(([why]) => why === query.get('why'))?.[1] ?? '登录没有成功，请重新登录。';
  const isConsole = page === 'console';
  return (
    <Doc>
      <div className="panel" role="alert">
        <h1>没有登录成功</h1>
        <p className="muted doc-refused">{words}</p>
        <p className="row-end">
          {query.get('why') !== 'no-page' && (
            <a className="btn primary" href={`${api}/sign-in/${encodeURIComponent(page)}`}>
              重新登录
            </a>
          )}
          {isConsole && (
            <a className="btn" href="/console">
              用密码登录
            </a>
          )}
        </p>
      </div>
    </Doc>
  );
}
