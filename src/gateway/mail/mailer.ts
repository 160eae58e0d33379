import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Mailer } from '#model/mailer.ts';
import { Transient } from '#model/transient.ts';
import { written } from '#gateway/mail/letter.ts';

export interface MailAccount {
  /** smtp://user:password@host:port or smtps://…, with `?from=address`. */
  readonly url: string;
  /** The address letters come from. */
  readonly from: string;
}

const patience = 20_000;

/** One connection a letter: digests are few. */
export function createMailer({ url, from }: MailAccount): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(letter, signal) {
      signal.throwIfAborted();
      const { text, html } = written(letter);
      const id = `<${createHash('sha256').update(letter.key).digest('hex').slice(0, 32)}@${from.split('@')[1] ?? 'zhouzhi'}>`;
      try {
        const sent = await transport.sendMail({
          from: { name: '周知', address: from },
          to: { name: '', address: letter.to },
          subject: letter.subject,
          messageId: id,
          headers: { 'Auto-Submitted': 'auto-generated' },
          text,
          html,
        });
        return { ok: true, id: sent.messageId };
      } catch (error) {
        return refusalOf(error);
      }
    },
  };
}

/** What the server means: 5xx about the address is a refusal; the account and all else passes, or a person mends it. */
function refusalOf(error: unknown): { readonly ok: false; readonly refused: 'invalid' } {
  const code = errorField(error, 'code');
  const status = Number(errorField(error, 'responseCode'));
  if (code === 'EAUTH')
    throw new Transient('smtp: expected the account to be accepted, got EAUTH', {
      operator: '邮件服务器不接受 SMTP_URL 里的用户名或密码，请管理员核对。',
      cause: error,
    });
  if (status >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')) return { ok: false, refused: 'invalid' };
  throw new Transient(`smtp: expected the letter to be taken, got ${code} ${status}`, {
    operator: '邮件服务器连不上或暂不收信，会自动再试；请核对 SMTP_URL 和网络。',
    cause: error,
  });
}

function errorField(error: unknown, name: 'code' | 'responseCode'): string {
  const value: unknown =
    typeof error === 'object' && error !== null ? Object.getOwnPropertyDescriptor(error, name)?.value : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
