import { mount } from '#web/kit/mount.tsx';
import { NoticeView } from '#web/notice/page.tsx';
import '#web/notice/notice.css';

mount(<NoticeView />);
