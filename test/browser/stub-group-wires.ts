import type { GroupRegisterWire } from '#model/group-wire.ts';
import { groups } from './stub-wires.ts';

export function register(now: number): GroupRegisterWire {
  return {
    groups: groups(now),
    total: 2,
    page: 1,
    pages: 1,
    counts: {
      states: { active: 2, left: 0, dissolved: 0 },
      modes: { live: 0, 'marks-live': 2, off: 0 },
      sees: { 'every-post': 1, mentions: 1, nothing: 0 },
      templates: { 机关: 2 },
      needs: { introduction: 1, term: 0, strangers: 1, owner: 0, any: 2 },
    },
    templates: [{ id: '机关', title: '机关科室' }],
  };
}
