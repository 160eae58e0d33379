import type { Card } from '#model/gateway.ts';
import type { CaseId, GroupId, Pseudonym } from '#model/ids.ts';
import { fill, type Fields } from '#enforce/field-names.ts';
import type { Text } from '#enforce/texts.ts';

/** Where cards lead to; the web room knows the addresses. */
export interface Links {
  notice(id: CaseId, person: Pseudonym): string;
  case(id: CaseId): string;
  mine(person: Pseudonym): string;
  /** His groups and what he has set for them. */
  owner(person: Pseudonym): string;
  /** Where he tells the office of a post; `group` where he asked from one. */
  report(person: Pseudonym, group: GroupId | null): string;
  about(): string;
  console(): string;
  /** A round or a private item, for one person. */
  quiz(ref: string, person: Pseudonym): string;
  digests(): string;
  myDigests(person: Pseudonym): string;
}

/** What a link needs to know; a link that needs what is missing is left out. */
export interface About {
  readonly ref: string;
  readonly case: CaseId | null;
  readonly person: Pseudonym | null;
  readonly group: GroupId | null;
}

export function cardOf(text: Text, fields: Fields, about: About, links: Links): Card {
  const url = text.link ? urlOf(text.link.to, about, links) : null;
  return {
    ref: about.ref,
    title: text.title,
    body: text.body.map((line) => fill(line, fields).trim()).filter((line) => line !== ''),
    buttons: text.buttons,
    link: text.link && url !== null ? { label: text.link.label, url } : null,
  };
}

function urlOf(to: NonNullable<Text['link']>['to'], about: About, links: Links): string | null {
  switch (to) {
    case 'notice':
      return about.case !== null && about.person !== null ? links.notice(about.case, about.person) : null;
    case 'case':
      return about.case === null ? null : links.case(about.case);
    case 'mine':
      return about.person === null ? null : links.mine(about.person);
    case 'owner':
      return about.person === null ? null : links.owner(about.person);
    case 'report':
      return about.person === null ? null : links.report(about.person, about.group);
    case 'about':
      return links.about();
    case 'console':
      return links.console();
    case 'quiz':
      return about.person === null ? null : links.quiz(about.ref, about.person);
    case 'digests':
      return links.digests();
    case 'my-digests':
      return about.person === null ? null : links.myDigests(about.person);
  }
}
