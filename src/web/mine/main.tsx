import { mount } from '#web/kit/mount.tsx';
import { MinePage } from '#web/mine/page.tsx';

mount(<MinePage />);
