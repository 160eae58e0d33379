import { useEffect, type ReactNode } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { Loaded } from '#web/kit/use-loaded.ts';
import { Notice } from '#web/console/kit/notice.tsx';
import { useSeat } from '#web/console/seat.ts';
import { Waiting } from '#web/console/waiting.tsx';

/** Skeleton, refusal or the answer; an ended session leads to the sign-in form. */
export function LoadedView<Answer>(props: {
  readonly loaded: Loaded<Answer>;
  readonly onRetry: () => void;
  readonly children: (answer: Answer) => ReactNode;
}) {
  const { loaded } = props;
  const { leave } = useSeat();
  const isSignedOut = loaded.state === 'refused' && loaded.status === 401;
  useEffect(() => {
    if (isSignedOut) leave();
  }, [isSignedOut, leave]);
  switch (loaded.state) {
    case 'here':
      return props.children(loaded.answer);
    case 'loading':
      return <Waiting />;
    case 'refused':
      return (
        <Notice tone="bad" role="alert">
          <span className="tags">
            {loaded.says}
            <Button tag="button" variant="outline" size="small" onClick={props.onRetry}>
              再试一次
            </Button>
          </span>
        </Notice>
      );
  }
}
