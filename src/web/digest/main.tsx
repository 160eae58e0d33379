import { mount } from '#web/kit/mount.tsx';
import { DigestPage } from '#web/digest/page.tsx';

mount(<DigestPage />);
