import { mount } from '#web/kit/mount.tsx';
import { SignInPage } from '#web/sign-in/page.tsx';

mount(<SignInPage />);
