import { mount } from '#web/kit/mount.tsx';
import { OwnerPage } from '#web/owner/page.tsx';
import '#web/owner/owner.css';

mount(<OwnerPage />);
