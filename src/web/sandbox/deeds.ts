import type {
  SandboxAsk,
  SandboxGroup,
  SandboxLine,
  SandboxPosting,
  SandboxPress,
  SandboxRecall,
  SandboxRun,
  SandboxSettings,
  SandboxState,
} from '#model/sandbox-wire.ts';
import { call } from '#web/kit/http.ts';
import { api } from '#web/sandbox/use-room.ts';

/** What a visitor does; each throws the platform's refusal in Chinese. What came of it arrives as an event. */
export const deeds = {
  post: (posting: SandboxPosting) => call<SandboxLine>(`${api}/posts`, { body: posting }),
  recall: (recall: SandboxRecall) => call<SandboxLine>(`${api}/recall`, { body: recall }),
  press: (press: SandboxPress) => call<SandboxLine>(`${api}/press`, { body: press }),
  ask: (ask: SandboxAsk) => call<SandboxLine>(`${api}/ask`, { body: ask }),
  settings: (settings: SandboxSettings) => call<SandboxGroup>(`${api}/settings`, { body: settings }),
  bot: (group: string, present: boolean) => call<SandboxGroup>(`${api}/bot`, { body: { group, present } }),
  quizNow: (group: string) => call<SandboxGroup>(`${api}/quiz`, { body: { group } }),
  run: (script: string) => call<SandboxRun>(`${api}/scripts/${encodeURIComponent(script)}/run`, { body: {} }),
  stop: () => call<unknown>(`${api}/scripts/stop`, { body: {} }),
  reset: () => call<SandboxState>(`${api}/reset`, { body: {} }),
  postFiles,
} as const;

function postFiles(posting: SandboxPosting, files: readonly File[]): Promise<SandboxLine> {
  const form = new FormData();
  form.append('as', posting.as);
  form.append('group', posting.group);
  if (posting.text) form.append('text', posting.text);
  if (posting.quote) form.append('quote', posting.quote);
  for (const file of files) form.append(isPicture(file) ? 'picture' : 'file', file, file.name);
  return call<SandboxLine>(`${api}/posts`, { body: form });
}

export function isPicture(file: File): boolean {
  return /^image\/(png|jpeg|gif|webp|bmp)$/.test(file.type);
}
