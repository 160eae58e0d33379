import { useEffect, useState } from 'react';

/** The width from which direct messages stand beside the chat (sandbox.css). */
const query = '(min-width: 1100px)';

export function useIsWide(): boolean {
  const [isWide, setIsWide] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = () => setIsWide(media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, []);
  return isWide;
}
