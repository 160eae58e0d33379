import { mount } from '#web/kit/mount.tsx';
import { ConsoleApp } from '#web/console/app.tsx';
import '#web/console/console.css';

mount(<ConsoleApp />);
