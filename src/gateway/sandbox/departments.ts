import type { MemberId } from '#model/ids.ts';

/** Where the seed's personas work; invented like themselves. */
const membersOf: Readonly<Record<string, readonly number[]>> = {
  综合科: [11, 12, 13, 14],
  局领导: [15],
  信息工程系: [16, 21, 22, 23, 24, 25],
  镇领导: [31],
  党政办: [32, 33],
  民政办: [34],
};
const byMember: ReadonlyMap<MemberId, string> = new Map(
  Object.entries(membersOf).flatMap(([department, members]) =>
    members.map((member): [MemberId, string] => [`sandbox:member-${member}`, department]),
  ),
);

/** As a platform's directory would tell it; of outsiders it tells nothing. */
export function departmentsOf(member: MemberId): { readonly departments?: readonly string[] } {
  const department = byMember.get(member);
  return department === undefined ? {} : { departments: [department] };
}
