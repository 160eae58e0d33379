import { once } from 'node:events';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import PostalMime from 'postal-mime';
import { expect, onTestFinished, test } from 'vitest';
import type { Letter } from '#model/mailer.ts';
import { Transient } from '#model/transient.ts';
import { createMailer } from '#gateway/mail/mailer.ts';

const letter: Letter = {
  key: 'unit.week.1/mail/office@unit.example',
  to: 'office@unit.example',
  subject: '周知：简报',
  lines: ['待办 3 件，请登录查看。'],
  link: { label: '登录查看', url: 'https://zhouzhi.example/console/digests' },
};

/** A mail server that keeps what it was sent. */
async function aServer(options: SMTPServerOptions = {}) {
  const taken: Buffer[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        taken.push(Buffer.concat(parts));
        done();
      });
    },
    ...options,
  });
  // What a client does wrong is the client's to say.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = listening.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const mailer = (user = '') => createMailer({ url: `smtp://${user}127.0.0.1:${port}`, from: 'zhouzhi@unit.example' });
  return { taken, mailer };
}

const refusing = (responseCode: number) => Object.assign(new Error('refused by the stand-in'), { responseCode });

test('a letter carries a number and a link, as text and as page, under the same id when it is sent again', async () => {
  const { taken, mailer } = await aServer();
  const receipts = [
    await mailer().send(letter, AbortSignal.timeout(5000)),
    await mailer().send(letter, AbortSignal.timeout(5000)),
  ];
  const read = await Promise.all(taken.map((bytes) => PostalMime.parse(bytes)));
  expect(read.map(({ subject, from, to, text }) => ({ subject, from, to, text: text?.trim() }))).toEqual(
    [0, 1].map(() => ({
      subject: '周知：简报',
      from: { name: '周知', address: 'zhouzhi@unit.example' },
      to: [{ name: '', address: 'office@unit.example' }],
      text: '待办 3 件，请登录查看。\n\n登录查看：https://zhouzhi.example/console/digests\n\n由“周知”自动发送，请勿回复，也请勿转发。',
    })),
  );
  expect(read[0]?.html).toContain('href="https://zhouzhi.example/console/digests"');
  expect(receipts).toEqual(read.map(({ messageId }) => ({ ok: true, id: messageId })));
  expect(read[0]?.messageId).toBe(read[1]?.messageId);
});

test.each<readonly [name: string, options: SMTPServerOptions, user: string, says: unknown]>([
  [
    'an address nobody has is refused',
    { onRcptTo: (_to, _session, done) => done(refusing(550)) },
    '',
    { ok: false, refused: 'invalid' },
  ],
  [
    'a full server is tried again',
    { onRcptTo: (_to, _session, done) => done(refusing(452)) },
    '',
    '邮件服务器连不上或暂不收信，会自动再试；请核对 SMTP_URL 和网络。',
  ],
  [
    'a wrong password is for a person to mend',
    { onAuth: (_auth, _session, done) => done(refusing(535)), allowInsecureAuth: true },
    'zhouzhi:wrong@',
    '邮件服务器不接受 SMTP_URL 里的用户名或密码，请管理员核对。',
  ],
])('%s', async (_name, options, user, says) => {
  const { mailer } = await aServer(options);
  const answer: unknown = await mailer(user)
    .send(letter, AbortSignal.timeout(5000))
    .catch((error: unknown) => (error instanceof Transient ? error.operator : error));
  expect(answer).toEqual(says);
});
