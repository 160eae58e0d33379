import * as z from 'zod';

/** A frame of the robot's client: a command with its own req_id, or that of the callback it answers. */
export const clientFrame = z.object({
  cmd: z.string(),
  headers: z.looseObject({ req_id: z.string().min(1) }),
  body: z.record(z.string(), z.unknown()).default({}),
});

export type ClientFrame = z.infer<typeof clientFrame>;

/** A callback that may be answered under its req_id. */
export interface Occasion {
  readonly kind: 'message' | 'enter_chat' | 'card';
  /** A group's id or a userid. */
  readonly chat: string;
  readonly isGroup: boolean;
  readonly from: string;
  readonly at: number;
  /** The card's task_id where one was clicked, and its message. */
  readonly card: { readonly msgid: string; readonly taskId: string } | null;
  isAnswered: boolean;
}

/** A frame received, with what it was answered. */
export interface RobotCall {
  readonly at: number;
  readonly frame: ClientFrame;
  readonly errcode: number;
}
