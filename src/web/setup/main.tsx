import { mount } from '#web/kit/mount.tsx';
import { SetupPage } from '#web/setup/page.tsx';
import '#web/setup/setup.css';

mount(<SetupPage />);
