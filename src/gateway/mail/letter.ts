import type { Letter } from '#model/mailer.ts';

/** The letter as plain text and as HTML; styles stand in the lines, for mail programs read no others. */
export function written({ subject, lines, link }: Letter): { readonly text: string; readonly html: string } {
  const text = [...lines, ...(link ? ['', `${link.label}：${link.url}`] : []), '', foot].join('\n');
  const button = link
    ? `<p style="margin:24px 0 20px"><a href="${escaped(link.url)}" style="display:inline-block;background:#1f5fd0;color:#ffffff;text-decoration:none;padding:10px 22px;border-radius:6px;font-size:15px">${escaped(link.label)}</a></p>
<p style="margin:0;font-size:12px;line-height:1.6;color:#69748b">按钮打不开时，请把这个地址抄到浏览器：<br><span style="word-break:break-all">${escaped(link.url)}</span></p>`
    : '';
  const html = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:0;background:#eef1f6">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#eef1f6"><tr><td align="center" style="padding:32px 12px">
<table role="presentation" width="480" cellpadding="0" cellspacing="0" style="width:100%;max-width:480px;background:#ffffff;border:1px solid #c9d0db;border-radius:8px;font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;color:#1b2330">
<tr><td style="padding:24px 28px">
<h1 style="margin:0 0 16px;font-size:18px;line-height:1.4">${escaped(subject)}</h1>
${lines.map((line) => `<p style="margin:0 0 8px;font-size:15px;line-height:1.7">${escaped(line)}</p>`).join('\n')}
${button}
</td></tr>
<tr><td style="padding:14px 28px;border-top:1px solid #e4e8ef;font-size:12px;color:#69748b">${escaped(foot)}</td></tr>
</table></td></tr></table></body></html>
`;
  return { text, html };
}

const foot = '由“周知”自动发送，请勿回复，也请勿转发。';

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
