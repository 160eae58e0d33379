import type { DocumentWire } from '#model/console-wire.ts';
import { fill } from '#console/fill.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok } from '#console/reply.ts';
import { deskRoute, nothing, openRoute, type Route } from '#console/route.ts';
import { aboutView, documentFields, type AboutSources } from '#console/views/about-view.ts';

export function aboutRoutes(parts: ConsoleParts): readonly Route[] {
  const sources = async (): Promise<AboutSources> => ({ ...parts, unit: await parts.store.unit() });
  const assessment = (from: AboutSources): DocumentWire => ({
    title: '个人信息保护影响评估',
    markdown: fill(parts.documents.assessment, documentFields(from)),
  });
  // A document with an unknown field, or an article that law.yaml lacks, stops the start instead of failing before a member.
  aboutView({ ...parts, unit: null });
  assessment({ ...parts, unit: null });

  return [
    openRoute({
      method: 'get',
      path: '/about',
      who: 'anyone',
      summary: '给成员的说明：联系方式、目的、信息种类、期限、权利',
      reads: nothing,
      handle: async () => ok(aboutView(await sources())),
    }),
    deskRoute({
      method: 'get',
      path: '/documents/assessment',
      roles: ['admin', 'auditor'],
      summary: '个人信息保护影响评估（填好本单位信息的草稿）',
      reads: nothing,
      handle: async () => ok(assessment(await sources())),
    }),
  ];
}
