import * as z from 'zod';
import type { Gateway, Pulled } from '#model/gateway.ts';
import type { Robot } from '#gateway/wecom/robot/robot.ts';

type Pull = NonNullable<Gateway['pull']>;
const Both = z.tuple([z.string(), z.string()]);

/** What the robot heard comes with the next pull; its mark in the cursor says what was saved of it. */
export function withRobot(robot: Pick<Robot, 'heard'> | null, pull: Pull): Pull {
  if (!robot) return pull;
  return async (cursor, signal): Promise<Pulled> => {
    const [archive, mark] = partsOf(cursor);
    const heard = robot.heard(mark);
    // Questions do not wait for an archive that does not answer.
    if (heard.inbound.length > 0)
      return { inbound: heard.inbound, cursor: JSON.stringify([archive ?? '', heard.mark]) };
    const pulled = await pull(archive, signal);
    return { inbound: pulled.inbound, cursor: JSON.stringify([pulled.cursor, heard.mark]) };
  };
}

/** A cursor from before there was a robot is the archive's alone. */
function partsOf(cursor: string | null): readonly [archive: string | null, mark: string | null] {
  if (cursor === null) return [null, null];
  const both = Both.safeParse(jsonOf(cursor));
  return both.success ? [both.data[0] === '' ? null : both.data[0], both.data[1]] : [cursor, null];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
