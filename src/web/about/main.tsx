import { AboutPage } from '#web/about/page.tsx';
import { mount } from '#web/kit/mount.tsx';

mount(<AboutPage />);
