import { mount } from '#web/kit/mount.tsx';
import { SandboxPage } from '#web/sandbox/page.tsx';
import '#web/sandbox/sandbox.css';
import '#web/sandbox/chat.css';

mount(<SandboxPage />);
